// A collectible's picture through the gateway that the person chose, by their click. The place is proved, by the contract's own answer; what
// the gateway gives for it is its word, unless every byte has the hash that the place is named by.

import { toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { sha256 } from "../crypto/hash.ts";
import {
	type CollectiblePicture,
	mostFetchedBytes,
} from "../protocol/collectible-views.ts";
import { exchange } from "../source/http.ts";
import type { Fetch } from "../source/ports.ts";
import { type IpfsPlace, ipfsPlace } from "./ipfs.ts";
import { packed, pixelKind, recordIn } from "./picture.ts";
import { pointsOf, unfit } from "./picture-size.ts";

const timeoutMs = 30_000;
/** A record that names a picture. */
const mostRecord = 200_000;
const record = d.record({ image: d.text(1_100) });

const placeOf = (uri: string): IpfsPlace => {
	const place = ipfsPlace(uri);
	if (place === null) throw unfit("no place in IPFS that is read here");
	return place;
};

const fetchPlace = async (
	fetch: Fetch,
	gateway: string,
	{ path, digest }: IpfsPlace,
	signal?: AbortSignal,
): Promise<Uint8Array> => {
	const { host } = new URL(gateway);
	const { bytes } = await exchange(
		fetch,
		{ name: host, url: gateway },
		{
			...{ method: "GET", maxBytes: mostFetchedBytes, timeoutMs },
			// the block itself, where it is checked
			path: `/ipfs/${path}${digest === null ? "" : "?format=raw"}`,
			accept: digest === null ? "*/*" : "application/vnd.ipld.raw",
			...(signal === undefined ? {} : { signal }),
		},
	);
	if (digest !== null && toHex(sha256(bytes)) !== digest)
		throw new Fault("picture-unfit", "not the bytes it is named by", host);
	return bytes;
};

/** Where the record says that the picture lies. */
const namedIn = (bytes: Uint8Array): string => {
	if (bytes.length > mostRecord)
		throw unfit(`${bytes.length} bytes, no picture`);
	return recordIn(bytes, record, mostRecord).image;
};

/**
 * @param at where the contract's own answer leads: to the picture, or to a record that names it
 * @throws picture-unfit, and what `exchange` throws
 */
export const fetchPicture = async (
	fetch: Fetch,
	gateway: string,
	at: string,
	signal?: AbortSignal,
): Promise<CollectiblePicture> => {
	const { host } = new URL(gateway);
	let isNamed = true;
	let uri = at;
	for (let steps = 0; steps < 2; steps++) {
		const place = placeOf(uri);
		const bytes = await fetchPlace(fetch, gateway, place, signal);
		isNamed &&= place.digest !== null;
		const kind = pixelKind(bytes);
		if (kind !== null) {
			pointsOf(kind, bytes);
			return {
				kind: "fetched",
				image: `data:${kind};base64,${packed(bytes)}`,
				...{ host, isNamed },
			};
		}
		uri = namedIn(bytes);
	}
	throw unfit("a record that leads to a record");
};
