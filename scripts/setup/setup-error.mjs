/** A failure that its message explains in full: printed as one sentence, without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = "SetupError";
  }
}

/**
 * Runs a command's main function; what it answers becomes the exit code.
 *
 * @param {() => Promise<number>} main
 */
export async function runToExit(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof SetupError || isWrongUsage(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Whether `parseArgs` of Node.js does not know an argument.
 *
 * @param {unknown} error
 * @returns {error is Error}
 */
function isWrongUsage(error) {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}
