/** A request as the stand-in saw it. It keeps no token, only where one was. */
export interface StandInRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly hasAuthorization: boolean;
  readonly hasTokenInQuery: boolean;
  readonly userAgent: string;
  /** By the stand-in's clock. */
  readonly atMs: number;
}
