// How many there may be of what files and people bring. What takes them in and what draws them have the same room, so that
// nothing that was taken leaves a screen that cannot be drawn.

/** Rollups in one network file. */
export const mostRollups = 16;
/** Chains in it that are only watched. */
export const mostWatched = 16;
/** An L1 and the rollups on it. */
export const mostChains = 1 + mostRollups;
