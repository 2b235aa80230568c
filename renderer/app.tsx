import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppScreen } from "./features/session/app-screen.tsx";

export function App({ client }: { readonly client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <AppScreen />
    </QueryClientProvider>
  );
}
