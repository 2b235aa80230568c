/** A pattern of `like` that finds a text anywhere. Its escape is the backslash. */
export const searchPattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
