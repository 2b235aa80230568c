// What `shared`, `server` and `renderer` find under the name "electron": nothing. Their tsconfig points here.
export declare const offLimits: never;
