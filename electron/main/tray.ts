import { Menu, Tray } from "electron";
import type { Summary } from "../../shared/api/summary.ts";
import { formatUsd, type Language } from "../../shared/domain/money.ts";
import { PERIODS, type Period } from "../../shared/domain/period.ts";
import { TEXTS } from "./texts.ts";
import { compactFigure, trayIcon, type TrayState } from "./tray-icon.ts";

export interface TrayContent {
  readonly state: TrayState;
  readonly isSample: boolean;
  /** The period whose figure is drawn into the icon. */
  readonly period: Period;
  /** Null while nobody is signed in. */
  readonly totals: Readonly<Record<Period, Summary>> | null;
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
  let shown = "";

  return {
    show(content) {
      const key = JSON.stringify(content);
      if (key === shown) return;
      shown = key;
      const total = content.totals?.[content.period];
      const amount = total === undefined ? null : BigInt(total.totalCostNanoUsd);
      tray.setImage(trayIcon(amount === null ? "-" : compactFigure(amount), content.state));
      if (process.platform === "darwin") tray.setTitle(amount === null ? "" : formatUsd(amount, language));
      tray.setToolTip(toolTip(language, content));
      tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(language, content, actions)));
    },
    destroy: () => tray.destroy(),
  };
}

export function toolTip(language: Language, { state, isSample, period, totals }: TrayContent): string {
  const texts = TEXTS[language];
  if (totals === null) return `Décompte\n${texts.signedOut}`;
  const { runsWithoutCost } = totals[period];
  return [
    isSample ? `Décompte (${texts.sample})` : "Décompte",
    totalLine(language, totals[period]),
    ...(runsWithoutCost > 0 ? [texts.withoutCost(runsWithoutCost)] : []),
    ...(state === "stale" ? [texts.stale] : []),
  ].join("\n");
}

export function menuTemplate(
  language: Language,
  { isSample, period, totals }: TrayContent,
  actions: TrayActions,
): Electron.MenuItemConstructorOptions[] {
  const texts = TEXTS[language];
  const figures: Electron.MenuItemConstructorOptions[] =
    totals === null
      ? [{ label: texts.signedOut, enabled: false }]
      : PERIODS.map((choice) => ({
          type: "radio" as const,
          label: totalLine(language, totals[choice]),
          checked: choice === period,
          click: () => actions.onChoosePeriod(choice),
        }));
  return [
    ...figures,
    { type: "separator" },
    { label: texts.refresh, enabled: totals !== null && !isSample, click: actions.onRefresh },
    { label: texts.open, click: actions.onOpen },
    { type: "separator" },
    { label: texts.quit, click: actions.onQuit },
  ];
}

function totalLine(language: Language, { period, totalCostNanoUsd }: Summary): string {
  const { periods, colon } = TEXTS[language];
  return `${periods[period]}${colon}${formatUsd(BigInt(totalCostNanoUsd), language)}`;
}
