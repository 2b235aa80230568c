import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { INITIAL_PREFERENCES, type Preferences } from "../../../shared/ipc/preferences.ts";
import { desktop } from "../../desktop.ts";
import { preferencesQuery } from "../../queries.ts";

/** What the person chose to look at. A change shows at once and is taken back when it could not be kept. */
export function usePreferences() {
  const client = useQueryClient();
  const { data: preferences = INITIAL_PREFERENCES } = useQuery(preferencesQuery);
  const mutation = useMutation({
    mutationFn: (change: Partial<Preferences>) => desktop.setPreferences(change),
    onMutate: (change) => {
      const former = client.getQueryData(preferencesQuery.queryKey);
      client.setQueryData(preferencesQuery.queryKey, { ...preferences, ...former, ...change });
      return former;
    },
    onError: (_error, _change, former) => client.setQueryData(preferencesQuery.queryKey, former),
  });
  return { preferences, setPreferences: mutation.mutate, error: mutation.error };
}
