// Who serves pictures that lie in IPFS to a browser, for a person who wants to see one: none is chosen before they say so, nothing is
// fetched but by their click, and what comes is believed only where its name is the hash of it. Written down from their own pages on 23
// November 2026; not tried from here.

import * as d from "../base/decode.ts";

export type Gateway = {
	readonly name: string;
	/** Who runs it, and from where. */
	readonly operator: string;
	readonly url: string;
};

export const gateways: readonly Gateway[] = [
	{
		name: "ipfs.io",
		operator: "Interplanetary Shipyard for the IPFS Foundation, United States",
		url: "https://ipfs.io",
	},
	{
		name: "gateway.pinata.cloud",
		operator: "Pinata, United States",
		url: "https://gateway.pinata.cloud",
	},
	{
		name: "4everland.io",
		operator: "4EVERLAND, Singapore",
		url: "https://4everland.io",
	},
];

/** An address without a query, such as https://ipfs.io; null: none. */
export const gatewayUrl = d.nullable(d.text(200));
