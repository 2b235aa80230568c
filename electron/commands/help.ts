export const frenchHelp = `Ce que coûtent vos exécutions Apify, d'après le registre de cet ordinateur.

  decompte                     ouvre la fenêtre
  decompte summary [options]   le total d'une période
  decompte chart [options]     le coût de chaque jour
  decompte help                cette aide
  decompte --version           la version

Options de summary
  --period day|week|month|all  la période (month)
  --check                      code 2 quand un budget est dépassé

Options de chart
  --range 7d|30d|90d           les jours (30d)

Options de toutes les commandes
  --account ID|NOM             un autre compte que le dernier affiché
  --json                       JSON, avec les montants exacts en milliardièmes de dollar

Codes de sortie : 0 tout va bien, 1 échec, 2 budget dépassé (--check), 64 mauvais usage
`;

export const englishHelp = `What your Apify runs cost, by the ledger on this computer.

  decompte                     opens the window
  decompte summary [options]   the total of a period
  decompte chart [options]     what each day cost
  decompte help                this help
  decompte --version           the version

Options of summary
  --period day|week|month|all  the period (month)
  --check                      exit code 2 when a budget is broken

Options of chart
  --range 7d|30d|90d           the days (30d)

Options of every command
  --account ID|NAME            another account than the one shown last
  --json                       JSON, with exact amounts in billionths of a dollar

Exit codes: 0 fine, 1 failure, 2 budget broken (--check), 64 wrong usage
`;
