export interface ChargeEvent {
  readonly title: string;
  readonly priceUsd: number;
}

export type ActorPricing =
  | { readonly model: "FREE" }
  | { readonly model: "FLAT_PRICE_PER_MONTH"; readonly pricePerMonthUsd: number }
  | { readonly model: "PRICE_PER_DATASET_ITEM"; readonly unitName: string; readonly priceUsd: number }
  | {
      readonly model: "PAY_PER_EVENT";
      /** The first event is charged once, when the run starts. */
      readonly events: Readonly<Record<string, ChargeEvent>>;
      readonly isPlatformPaidByUser: boolean;
    };

export interface StandInActor {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly title: string;
  readonly memoryMbytes: number;
  readonly pricing: ActorPricing;
  /** Shapes what the generator makes: how often it runs, for how long, for how many results. */
  readonly weight: number;
  readonly durationSeconds: readonly [number, number];
  readonly results: readonly [number, number];
}
