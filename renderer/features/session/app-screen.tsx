import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { accountOf, openedAlertQuery } from "../../queries.ts";
import { leaveRememberedScreen } from "../remembered-screen/leave-remembered-screen.ts";
import { RunFilterProvider } from "../run-filter/run-filter-provider.tsx";
import { recoveredFrom } from "../recovery/recovered-from.ts";
import { CommandsHost } from "../commands/commands-host.tsx";
import { useCommand } from "../commands/commands.ts";
import { later } from "../../ui/later.tsx";
import { SettingsProvider } from "../settings/settings-provider.tsx";
import { Dashboard } from "./dashboard.tsx";
import { useSession } from "./use-session.ts";

// Once an account is there, the first screen is the dashboard.
const SignInScreen = later(async () => (await import("../sign-in/sign-in-screen.tsx")).SignInScreen);

const AllAccountsScreen = later(
  async () => (await import("../all-accounts/all-accounts-screen.tsx")).AllAccountsScreen,
);

// It is rare that the window stops.
const RecoveryNotice = later(async () => (await import("../recovery/recovery-notice.tsx")).RecoveryNotice);

const isRecovered = recoveredFrom(location.hash) !== null;

export function AppScreen() {
  return (
    <SettingsProvider>
      <SessionScreen />
      <CommandsHost />
      {isRecovered && <RecoveryNotice />}
    </SettingsProvider>
  );
}

function SessionScreen() {
  const session = useSession();
  const [isAdding, setIsAdding] = useState(false);
  const [areAllShown, setAreAllShown] = useState(false);
  const isAlertOpened = useQuery(openedAlertQuery).data !== null;
  // A notification that was clicked leads back from the doors.
  if (isAlertOpened && isAdding) setIsAdding(false);
  if (isAlertOpened && areAllShown) setAreAllShown(false);
  const isOnDashboard = !isAdding && !areAllShown && session !== undefined && session.kind !== "signed-out";
  useCommand("add-account", isOnDashboard && session.kind !== "sample" ? () => setIsAdding(true) : null);
  const isSignedOut = session === undefined || session.kind === "signed-out";
  useEffect(() => {
    if (isSignedOut) leaveRememberedScreen();
  }, [isSignedOut]);
  if (isSignedOut) return <SignInScreen />;
  if (isAdding) return <SignInScreen onDone={() => setIsAdding(false)} />;
  if (areAllShown) return <AllAccountsScreen onBack={() => setAreAllShown(false)} />;
  // Another account is another screen: nothing on it may outlive the former one.
  return (
    <RunFilterProvider key={accountOf(session)}>
      <Dashboard session={session} onAddAccount={() => setIsAdding(true)} onShowAll={() => setAreAllShown(true)} />
    </RunFilterProvider>
  );
}
