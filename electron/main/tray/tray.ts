import { Menu, Tray } from "electron";
import type { Summary } from "../../../shared/api/summary.ts";
import { formatUsd, type Language } from "../../../shared/domain/money.ts";
import { PERIODS, type Period } from "../../../shared/domain/period.ts";
import { TEXTS } from "../texts.ts";
import { compactFigure, trayIcon, type TrayState } from "./tray-icon.ts";

export interface TrayContent {
  readonly state: TrayState;
  readonly isSample: boolean;
  /** Whose figures they are, where several accounts are signed in. */
  readonly account?: string;
  /** The period whose figure is drawn into the icon. */
  readonly period: Period;
  /** Null while nobody is signed in, where a damaged ledger can't be read, and for a period of which nothing is known. */
  readonly totals: Readonly<Record<Period, Summary | null>> | null;
  /** How the connection to Apify stands, in words; null where there is nothing to say of it. */
  readonly connection: string | null;
  readonly canRefresh: boolean;
}

export interface TrayActions {
  readonly onOpen: () => void;
  readonly onRefresh: () => void;
  readonly onQuit: () => void;
  readonly onChoosePeriod: (period: Period) => void;
}

export interface TrayView {
  show(content: TrayContent): void;
  destroy(): void;
}

/** The figure in the system tray. What has not changed since is not drawn again. */
export function createTray(language: Language, actions: TrayActions): TrayView {
  const tray = new Tray(trayIcon("-", "signed-out"));
  tray.setTitle("");
  tray.on("click", actions.onOpen);
  const whenChanged = changeGuard();

  return {
    show(content) {
      const total = content.totals?.[content.period];
      const amount = !total ? null : BigInt(total.totalCostNanoUsd);
      const figure = amount === null ? "-" : compactFigure(amount);
      const title = amount === null ? "" : formatUsd(amount, language);
      whenChanged("icon", [figure, content.state], () => tray.setImage(trayIcon(figure, content.state)));
      if (process.platform === "darwin") whenChanged("title", title, () => tray.setTitle(title));
      const text = toolTip(language, content);
      whenChanged("toolTip", text, () => tray.setToolTip(text));
      const template = menuTemplate(language, content, actions);
      // Functions are left out of the comparison: they are the same ones each time.
      whenChanged("menu", template, () => tray.setContextMenu(Menu.buildFromTemplate(template)));
    },
    destroy: () => tray.destroy(),
  };
}

/** Does its work only where what it stands for is another than the last time. */
function changeGuard(): (name: string, value: unknown, work: () => void) => void {
  const last = new Map<string, string>();
  return (name, value, work) => {
    const next = JSON.stringify(value);
    if (last.get(name) === next) return;
    last.set(name, next);
    work();
  };
}

export function toolTip(language: Language, { isSample, account, period, totals, connection }: TrayContent): string {
  const texts = TEXTS[language];
  if (totals === null) return `Décompte\n${connection ?? texts.signedOut}`;
  const runsWithoutCost = totals[period]?.runsWithoutCost ?? 0;
  return [
    `Décompte${isSample ? ` (${texts.sample})` : ""}${account === undefined ? "" : ` (${account})`}`,
    totalLine(language, period, totals[period]),
    ...(runsWithoutCost > 0 ? [texts.withoutCost(runsWithoutCost)] : []),
    ...(connection === null ? [] : [connection]),
  ].join("\n");
}

export function menuTemplate(
  language: Language,
  { period, totals, connection, canRefresh }: TrayContent,
  actions: TrayActions,
): Electron.MenuItemConstructorOptions[] {
  const texts = TEXTS[language];
  const figures: Electron.MenuItemConstructorOptions[] =
    totals === null
      ? [{ label: connection ?? texts.signedOut, enabled: false }]
      : PERIODS.map((choice) => ({
          type: "radio" as const,
          label: totalLine(language, choice, totals[choice]),
          checked: choice === period,
          click: () => actions.onChoosePeriod(choice),
        }));
  return [
    ...figures,
    { type: "separator" },
    ...(connection === null || totals === null ? [] : [{ label: connection, enabled: false }]),
    { label: texts.refresh, enabled: canRefresh, click: actions.onRefresh },
    { label: texts.open, click: actions.onOpen },
    { type: "separator" },
    { label: texts.quit, click: actions.onQuit },
  ];
}

function totalLine(language: Language, period: Period, total: Summary | null): string {
  const { periods, colon } = TEXTS[language];
  return `${periods[period]}${colon}${total === null ? "–" : formatUsd(BigInt(total.totalCostNanoUsd), language)}`;
}
