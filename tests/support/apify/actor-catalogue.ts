import type { ActorPricing, StandInActor } from "./stand-in-actor.ts";

function payPerEvent(startUsd: number, result: string, resultUsd: number, isPlatformPaidByUser = false): ActorPricing {
  return {
    model: "PAY_PER_EVENT",
    events: {
      "apify-actor-start": { title: "Actor start", priceUsd: startUsd },
      [result]: { title: `One ${result}`, priceUsd: resultUsd },
    },
    isPlatformPaidByUser,
  };
}

type Row = [
  id: string,
  fullName: string,
  title: string,
  memoryMbytes: number,
  weight: number,
  durationSeconds: [number, number],
  results: [number, number],
  pricing: ActorPricing,
];

const rows: readonly Row[] = [
  [
    "aYG0l9s7dbB7j3gbS",
    "apify/website-content-crawler",
    "Website Content Crawler",
    8192,
    14,
    [6, 1800],
    [1, 400],
    { model: "FREE" },
  ],
  [
    "nFJndFXA5zjCTuudP",
    "apify/google-search-scraper",
    "Google Search Results Scraper",
    1024,
    22,
    [5, 60],
    [1, 20],
    payPerEvent(0.0015, "search-page-scraped", 0.0035),
  ],
  [
    "dSCLg0C3YEZ83HzYX",
    "apify/instagram-profile-scraper",
    "Instagram Profile Scraper",
    1024,
    12,
    [8, 120],
    [1, 40],
    payPerEvent(0, "profile-scraped", 0.0026),
  ],
  [
    "shu8hvrXbJbY3Eb9W",
    "apify/instagram-scraper",
    "Instagram Scraper",
    2048,
    10,
    [60, 1200],
    [10, 1500],
    payPerEvent(0.00005, "result", 0.0017),
  ],
  [
    "nwua9Gu5YrADL7ZDj",
    "compass/crawler-google-places",
    "Google Maps Scraper",
    4096,
    10,
    [120, 2400],
    [20, 600],
    payPerEvent(0.0002, "place-scraped", 0.004),
  ],
  [
    "IoSHqwTR9YGhzccez",
    "code_crafter/leads-finder",
    "Leads Finder",
    512,
    6,
    [60, 300],
    [50, 1000],
    payPerEvent(0.00005, "lead", 0.0015),
  ],
  [
    "GdWCkxBtKWOsKjdch",
    "clockworks/tiktok-profile-scraper",
    "TikTok Profile Scraper",
    1024,
    8,
    [15, 90],
    [1, 60],
    payPerEvent(0.00005, "video", 0.003),
  ],
  [
    "KoJrdxJCTtpon81KY",
    "apify/facebook-posts-scraper",
    "Facebook Posts Scraper",
    1024,
    8,
    [20, 180],
    [5, 80],
    payPerEvent(0.001, "post", 0.005),
  ],
  [
    "uygfXaVUQwG89qWuy",
    "parseforge/dibbs-rfq-scraper",
    "DIBBS RFQ Scraper",
    2048,
    1,
    [600, 3600],
    [500, 2500],
    payPerEvent(0.00005, "rfq", 0.01434),
  ],
  [
    "tR7mQ2xKd9LpVb4Zs",
    "scrapeai/trustpilot-scraper",
    "Trustpilot Reviews",
    1024,
    5,
    [60, 900],
    [50, 1000],
    payPerEvent(0.00005, "review", 0.00499),
  ],
  [
    "Lm3Xw8Ff1QeYz6NcA",
    "harbor/price-list-reader",
    "Price List Reader",
    512,
    4,
    [10, 60],
    [1, 200],
    { model: "PRICE_PER_DATASET_ITEM", unitName: "row", priceUsd: 0.002 },
  ],
  [
    "Vb5Nz0Ghs7TuKc2Ra",
    "quayside/listing-monitor",
    "Listing Monitor",
    1024,
    4,
    [30, 400],
    [1, 100],
    { model: "FLAT_PRICE_PER_MONTH", pricePerMonthUsd: 20 },
  ],
  [
    "Ys4Dk9WjP1oEr6HtM",
    "quayside/answer-engine",
    "Answer Engine (Standby)",
    1024,
    5,
    [5, 40],
    [1, 12],
    payPerEvent(0.00005, "answer", 0.0021, true),
  ],
];

/** Actors as the Apify store has them: names and prices seen in public, results and durations plausible. */
export const actorCatalogue: readonly StandInActor[] = rows.map(
  ([id, fullName, title, memoryMbytes, weight, durationSeconds, results, pricing]) => {
    const [username = "", name = ""] = fullName.split("/");
    return { id, username, name, title, memoryMbytes, weight, durationSeconds, results, pricing };
  },
);
