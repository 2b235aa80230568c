import { LONGEST_KEY_NAME, MOST_KEYS, SHORTEST_PASSWORD } from "../../identity/limits.ts";
import type { Words } from "./fr.ts";

export const en: Words = {
  language: "en",
  app: "Décompte",
  home: "Décompte, your account",
  email: "E-mail address",
  password: "Password",
  signOut: "Sign out",
  justNow: "just now",

  signIn: {
    title: "Sign in",
    lead: "Sign in to your team's server.",
    leadForDevice: "Sign in to let the Décompte app in.",
    submit: "Sign in",
    noAccount: "No account yet, or password lost? Whoever runs this server can give you a one-time password.",
    refused: "Wrong address or password.",
    expired: "This one-time password has expired. Ask whoever runs this server for a new one.",
    signedOut: "You are signed out.",
  },

  throttled: (minutes) =>
    minutes === 1 ? "Too many attempts. Try again in a minute." : `Too many attempts. Try again in ${minutes} minutes.`,

  choosePassword: {
    title: "Choose your password",
    lead: "The one you just used works only once.",
    submit: "Continue",
  },
  newPassword: "New password",
  newPasswordRule: `At least ${SHORTEST_PASSWORD} characters. A sentence is easier to remember.`,
  repeatPassword: "The same once more",
  currentPassword: "Current password",
  passwordProblems: {
    too_short: `The new password must have at least ${SHORTEST_PASSWORD} characters.`,
    too_long: "The new password is too long.",
    unchanged: "Choose a password other than the current one.",
    wrong_current: "The current password is not right.",
    different: "The two new passwords are not the same.",
  },

  device: {
    title: "Let a device in",
    typeCode: "Type the code that the Décompte app shows.",
    code: "Code",
    submitCode: "Continue",
    unknown: "This code does not exist, has expired or was used already. Start again in the app.",
    question: "Let this device in?",
    compare: "The app must show this same code.",
    device: "Device",
    asked: "Asked",
    account: "Account",
    warning: "It will see your spending and may record runs in your name. Let it in only if you just asked for it.",
    approve: "Let it in",
    deny: "Refuse",
    approved: "Device let in",
    approvedText: "Décompte is signing in. You may close this page.",
    denied: "Request refused",
    deniedText: "The device was given no access. You may close this page.",
    seeAccount: "See what is signed in",
  },

  account: {
    title: "Your account",
    sessions: "Signed-in devices and browsers",
    sessionsText: "Sign out whatever you do not recognise: its access ends at once.",
    thisBrowser: "this browser",
    signedIn: "Signed in",
    used: "used",
    endSession: "Sign out",
    endSessionOf: (name) => `Sign out ${name}`,
    connectDevice: "Let a device in",
    keys: "API keys",
    keysText: "For services that record runs. A key works until you delete it.",
    noKeys: "No key yet.",
    keyName: "Name of the new key",
    keyNameExample: "Next.js site",
    createKey: "Create a key",
    created: "Created",
    neverUsed: "never used",
    keyUsed: "used",
    deleteKey: "Delete",
    deleteKeyOf: (name) => `Delete the key ${name}`,
    newKey: (name) => `Key “${name}” created`,
    newKeyText: "Copy it now: it will never be shown again.",
    keyRefused: `Give a name of 1 to ${LONGEST_KEY_NAME} characters. An account has ${MOST_KEYS} keys at most.`,
    passwordText: "Changing it signs out all your other devices and browsers.",
    changePassword: "Change the password",
  },

  done: {
    session: "Device signed out.",
    key: "Key deleted.",
    password: "Password changed. Your other devices and browsers are signed out.",
  },

  agents: {
    desktop: "Décompte",
    unknown: "Unknown device",
    on: (name, system) => `${name} on ${system}`,
  },

  failures: {
    title: "Something went wrong",
    otherOrigin: (origin) =>
      `This page was sent from an address other than the server's. Open ${origin} and try again.`,
    unavailable: "The server can't reach its database. Try again in a moment.",
    unexpected: "The server met an unexpected error. Try again in a moment.",
    wrongForm: "The form is incomplete. Go back and try again.",
    tooLarge: "The form is too long.",
    back: "Back to your account",
  },
};
