// A point in time as it is written down, for any number of seconds: what L1 keeps has up to 256 bits, and a `Date` throws
// where it ends. Knows no chain, no clock and no zone but UTC.

/** The last second that a `Date` holds, as far before 1970 as after. */
export const lastS = 8_640_000_000_000;

/** What is said of a time that no calendar holds. */
export const outOfReach = "a time out of reach";

/** "2033-05-18T03:33:20Z" of Unix seconds, or that it is out of reach. Throws nothing, whatever the number. */
export const isoWords = (timeS: number): string =>
	// what is no number compares as false
	Math.abs(timeS) <= lastS
		? `${new Date(timeS * 1000).toISOString().slice(0, -5)}Z`
		: outOfReach;

/** "2033-05-18 03:33:20 UTC" of Unix seconds, to the second or the minute, or that it is out of reach. Throws nothing. */
export const utcWords = (
	timeS: number,
	to: "second" | "minute" = "second",
): string => {
	const iso = isoWords(timeS);
	return iso === outOfReach
		? iso
		: `${iso.slice(0, to === "minute" ? -4 : -1).replace("T", " ")} UTC`;
};
