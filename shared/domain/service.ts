/** Where the part of an amount goes that none of Apify's services is named for. */
export const UNNAMED_SERVICE = "OTHER";
