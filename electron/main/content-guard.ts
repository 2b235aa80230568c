import { app, type Session } from "electron";

/** Everything but the page's own files, whose requests are thus not held up by a question to main. */
const OUTSIDE = ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*", "file:///*"];

/** Shuts every way by which a page could leave the application, for every page and session that is ever made. */
export function guardContents(): void {
  app.on("session-created", leaveSpellingUnchecked);
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => event.preventDefault());
    contents.on("will-frame-navigate", (event) => event.preventDefault());
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
}

/** No permission is given, no file is written, and no request leaves but those for the page's own files. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (_request, answer) => answer({ cancel: true }));
}

/** Chromium would fetch its dictionaries from elsewhere, for any session, whether a page checks its spelling or not. */
function leaveSpellingUnchecked(session: Session): void {
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}
