# The team server. docs/server.md tells how to configure it.

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
# Not `npm ci`: it refuses a lockfile without the optional packages of other systems. No script of a package is run:
# the desktop's Electron stays out, and what the server needs has its binaries inside of its packages.
RUN npm install --no-save --ignore-scripts --no-audit --no-fund
COPY scripts ./scripts
COPY shared ./shared
COPY server ./server
RUN node scripts/build-server.mjs

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4747 DECOMPTE_DATA_DIR=/data
WORKDIR /app
RUN install -d -o node -g node -m 700 /data
# All of its code is in one file. What holds native code stands beside it.
COPY --from=build /app/node_modules/libsql ./node_modules/libsql
COPY --from=build /app/node_modules/@libsql ./node_modules/@libsql
COPY --from=build /app/node_modules/@neon-rs ./node_modules/@neon-rs
COPY --from=build /app/node_modules/detect-libc ./node_modules/detect-libc
COPY --from=build /app/out/server ./out/server
COPY package.json LICENSE ./
COPY resources/migrations ./resources/migrations
USER node
VOLUME /data
EXPOSE 4747
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "out/server/main.js"]
