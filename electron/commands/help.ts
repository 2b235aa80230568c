export const frenchHelp = `Ce que coûtent vos exécutions Apify, d'après le registre de cet ordinateur.

  decompte                     ouvre la fenêtre
  decompte summary [options]   le total d'une période
  decompte chart [options]     le coût de chaque jour
  decompte export [options]    toutes les exécutions, en CSV ou en JSON
  decompte remove-data         supprime tout ce que Décompte garde de vous sur cet ordinateur
  decompte help                cette aide
  decompte --version           la version

Options de summary
  --period day|week|month|all  la période (month)
  --check                      code 2 quand un budget est dépassé

Options de chart
  --range 7d|30d|90d           les jours (30d)

Options de summary et de chart
  --json                       JSON, avec les montants exacts en milliardièmes de dollar

Options d'export
  --from DATE                  à partir de ce jour ou de cet instant (ISO 8601)
  --to DATE                    jusqu'à ce jour inclus, ou cet instant
  --scraper ID                 les exécutions de cet Actor
  --source NOM                 celles que cette source a enregistrées
  --status STATUT              celles de ce statut, comme FAILED
  --format csv|json            le format (csv)
  --decimal point|comma        le signe décimal du CSV (point)
  --output FICHIER             dans ce fichier plutôt que sur la sortie standard

Options de remove-data
  --yes                        sans cela, la commande dit seulement ce qu'elle supprimerait

Options de summary, de chart et d'export
  --account ID|NOM             un autre compte que le dernier affiché

Codes de sortie\u00a0: 0 tout va bien, 1 échec, 2 budget dépassé (--check), 64 mauvais usage
`;

export const englishHelp = `What your Apify runs cost, by the ledger on this computer.

  decompte                     opens the window
  decompte summary [options]   the total of a period
  decompte chart [options]     what each day cost
  decompte export [options]    all runs, as CSV or JSON
  decompte remove-data         removes all that Décompte keeps of you on this computer
  decompte help                this help
  decompte --version           the version

Options of summary
  --period day|week|month|all  the period (month)
  --check                      exit code 2 when a budget is broken

Options of chart
  --range 7d|30d|90d           the days (30d)

Options of summary and chart
  --json                       JSON, with exact amounts in billionths of a dollar

Options of export
  --from DATE                  from this day or instant on (ISO 8601)
  --to DATE                    up to this day, which is included, or this instant
  --scraper ID                 the runs of this Actor
  --source NAME                those that this source recorded
  --status STATUS              those of this status, such as FAILED
  --format csv|json            the format (csv)
  --decimal point|comma        the decimal sign of the CSV (point)
  --output FILE                into this file rather than to standard output

Options of remove-data
  --yes                        without it, the command only tells what it would remove

Options of summary, chart and export
  --account ID|NAME            another account than the one shown last

Exit codes: 0 fine, 1 failure, 2 budget broken (--check), 64 wrong usage
`;
