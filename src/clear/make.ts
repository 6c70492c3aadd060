// How our own descriptors are written: a field of each form in one line.

import type { Hex } from "../base/bytes.ts";

export type OwnField = { readonly [name: string]: unknown };
export type OwnFormat = {
	readonly intent: string;
	readonly fields: readonly OwnField[];
	readonly needs?: readonly OwnField[];
};

export const half = `0x8${"0".repeat(63)}`;

export const addressField = (path: string, label: string): OwnField => ({
	path,
	label,
	format: "addressName",
});
export const raw = (path: string, label: string): OwnField => ({
	path,
	label,
	format: "raw",
});
/**
 * An amount of the contract that is called, or of a token that a parameter names.
 * @param from what it is no amount any more from, and is said of it then
 */
export const tokens = (
	path: string,
	label: string,
	tokenPath = "@.to",
	from: { readonly threshold?: string; readonly message?: string } = {},
): OwnField => ({
	path,
	label,
	format: "tokenAmount",
	params: { tokenPath, ...from },
});
/** At half of all numbers and above it is no amount. */
export const allowance = (
	path: string,
	label: string,
	tokenPath = "@.to",
): OwnField =>
	tokens(path, label, tokenPath, {
		threshold: half,
		message: "clear.unlimited",
	});
export const item = (path: string, label: string): OwnField => ({
	path,
	label,
	format: "nftName",
	params: { collectionPath: "@.to" },
});
export const coin = (label: string): OwnField => ({
	path: "@.value",
	label,
	format: "amount",
});
export const date = (path: string, label: string): OwnField => ({
	path,
	label,
	format: "date",
	params: { encoding: "timestamp" },
});
export const unseen = (path: string): OwnField => ({ path, visible: "never" });
export const format = (
	intent: string,
	...fields: readonly OwnField[]
): OwnFormat => ({
	intent,
	fields,
});

type Places = readonly (readonly [chainId: number, address: Hex])[];
const deployed = (places: Places) =>
	places.map(([chainId, address]) => ({ chainId, address }));

/** It holds only where one of these stands there. */
export const among = (path: string, places: Places): OwnField => ({
	path,
	among: deployed(places),
});

/** What one contract does, where it is deployed. */
export const contract = (
	owner: string,
	places: Places,
	formats: { readonly [signature: string]: OwnFormat },
	messages?: { readonly [type: string]: OwnFormat },
) => ({
	owner,
	deployments: deployed(places),
	formats,
	...(messages === undefined ? {} : { messages }),
});
