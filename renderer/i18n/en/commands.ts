export const commands = {
  title: "Commands",
  placeholder: "What would you like to do?",
  none: "There is no command of that name.",
} as const;
