// The day of the recordings, as a script can know it that reads no file. The walk compares it with them.

/** 7 May 2025, two seconds after slot 11,650,075 began. */
export const recordedMs = 1_746_624_925_000;
export const recordedAccount = "0xdadb0d80178819f2319190d340ce9a924f783711";
