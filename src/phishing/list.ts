// The list of this release, made by tools/phishing.ts, which wrote this file: README.md here says from what, and how to make it
// anew.

import type { PhishingList } from "./set.ts";

export const phishingList: PhishingList = {
	madeOn: "2026-11-23",
	size: 0,
	bits: 12,
	packed: "",
	shared: [],
};
