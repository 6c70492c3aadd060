// A collectible's picture through the gateway that the person chose, by their click. The place is proved, by the contract's own answer; what
// the gateway gives for it is its word, unless every byte has the hash that the place is named by: so it is asked for the blocks first.

import { toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { sha256 } from "../crypto/hash.ts";
import {
	type CollectiblePicture,
	mostFetchedBytes,
} from "../protocol/collectible-views.ts";
import { exchange } from "../source/http.ts";
import type { Fetch } from "../source/ports.ts";
import { type IpfsPlace, ipfsPlace } from "./ipfs.ts";
import { fileInCar, isCar } from "./ipfs-car.ts";
import { packed, pixelKind, recordIn } from "./picture.ts";
import { pointsOf, unfit } from "./picture-size.ts";

const timeoutMs = 30_000;
/** The blocks of a file, with those of the directories on the way to it. */
const mostCarBytes = 4_000_000;
/** A record that names a picture. */
const mostRecord = 200_000;
const record = d.record({ image: d.text(1_100) });

const placeOf = (uri: string): IpfsPlace => {
	const place = ipfsPlace(uri);
	if (place === null) throw unfit("no place in IPFS that is read here");
	return place;
};

type PictureGateway = {
	readonly fetch: Fetch;
	readonly gateway: string;
	readonly signal: AbortSignal | undefined;
};
type PictureBytes = {
	readonly bytes: Uint8Array;
	/** Every byte has the hash that the place is named by. */
	readonly isNamed: boolean;
};

const ask = async (
	{ fetch, gateway, signal }: PictureGateway,
	path: string,
	accept: string,
	maxBytes: number,
): Promise<Uint8Array> => {
	const { bytes } = await exchange(
		fetch,
		{ name: new URL(gateway).host, url: gateway },
		{
			...{ method: "GET", maxBytes, timeoutMs, accept },
			path: `/ipfs/${path}`,
			...(signal === undefined ? {} : { signal }),
		},
	);
	return bytes;
};

/** Null where the gateway gives no blocks, which not each does. */
const askBlocks = async (
	asked: PictureGateway,
	path: string,
): Promise<Uint8Array | null> => {
	const car = await ask(
		asked,
		`${path}?format=car&dag-scope=entity`,
		"application/vnd.ipld.car; version=1",
		mostCarBytes,
	).catch((thrown: unknown) => {
		// no such answer, or one with directories that are too large
		if (asFault(thrown).code === "http-status") return null;
		if (asFault(thrown).code === "too-large") return null;
		throw thrown;
	});
	return car !== null && isCar(car) ? car : null;
};

/**
 * What lies there. In blocks, each of which has the hash it is named by; where the gateway gives none, it is its word.
 * @throws picture-unfit where a block has another hash, or is missing
 */
const fetchPlace = async (
	asked: PictureGateway,
	{ path, digest, root, parts }: IpfsPlace,
): Promise<PictureBytes> => {
	if (digest !== null) {
		const bytes = await ask(
			asked,
			`${path}?format=raw`,
			"application/vnd.ipld.raw",
			mostFetchedBytes,
		);
		if (toHex(sha256(bytes)) !== digest)
			throw new Fault(
				"picture-unfit",
				"not the bytes it is named by",
				new URL(asked.gateway).host,
			);
		return { bytes, isNamed: true };
	}
	const car = await askBlocks(asked, path);
	return car === null
		? {
				bytes: await ask(asked, path, "*/*", mostFetchedBytes),
				isNamed: false,
			}
		: {
				bytes: fileInCar(car, root, parts, mostFetchedBytes),
				isNamed: true,
			};
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
		const given = await fetchPlace({ fetch, gateway, signal }, place);
		const { bytes } = given;
		isNamed &&= given.isNamed;
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
