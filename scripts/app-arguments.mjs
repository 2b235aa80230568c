import path from "node:path";

const SCREENSHOT = "--screenshot";

/**
 * The app's arguments, with the file of `--screenshot` made absolute: npm runs scripts in the project's folder, while
 * a relative name means the folder where the command was typed.
 *
 * @param {readonly string[]} args
 * @param {string} typedIn
 */
export function toAppArguments(args, typedIn) {
  return args.map((argument, index) => {
    if (args[index - 1] === SCREENSHOT && !argument.startsWith("-")) return path.resolve(typedIn, argument);
    if (!argument.startsWith(`${SCREENSHOT}=`) || argument === `${SCREENSHOT}=`) return argument;
    return `${SCREENSHOT}=${path.resolve(typedIn, argument.slice(SCREENSHOT.length + 1))}`;
  });
}
