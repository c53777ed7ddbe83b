// The columns of a plan's tables, by which its files are known again when they are read as inputs of the next plan.

export const ZONE_COLUMNS = [
  'layer',
  'zone_id',
  'zone_name',
  'sector_id',
  'rep_id',
  'incumbent_rep_id',
  'moved',
  'lat',
  'lon',
  'accounts',
] as const;

/** What the plan adds to every account's own columns. */
export const ACCOUNT_COLUMNS = [
  'layer',
  'zone_id',
  'sector_id',
  'assigned_rep_id',
  'incumbent_rep_id',
  'moved',
  'travel_minutes',
] as const;

/** With overlays the columns of accounts.csv go on: this one, then three for each. */
export const ASSIGNED_SHARE = 'assigned_share';
export const OVERLAY_ENDS = ['_sector_id', '_rep_id', '_share'] as const;

export const CHANGE_COLUMNS = [
  'layer',
  'account_id',
  'account_name',
  'zone_id',
  'from_rep_id',
  'to_rep_id',
  'revenue',
  'potential',
  'reason',
] as const;

export const NEIGHBOR_COLUMNS = ['zone_a', 'zone_b', 'border_km', 'bridge'] as const;
