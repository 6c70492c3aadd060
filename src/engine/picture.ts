// A collectible's picture, where its contract holds it itself: the answer to one question, asked over proved state, and decoded here.
// Nothing is fetched: of one that lies elsewhere it is said where. What is given on is bytes of a known kind, packed anew.

import { abiCall, abiWord } from "../base/abi.ts";
import { readArguments } from "../base/abi-read.ts";
import { fromHex, type Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault } from "../base/fault.ts";
import { unseenAt } from "../base/text.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { call } from "../evm/call.ts";
import { type ProvedState, usualBounds } from "../evm/prove.ts";
import {
	type CollectibleName,
	type CollectiblePicture,
	mostPictureBytes,
} from "../protocol/collectible-views.ts";
import { costOfDrawing } from "./drawing.ts";
import { pointsOf, unfit } from "./picture-size.ts";

const selectors = selectorsOf({
	erc721: "tokenURI(uint256)",
	erc1155: "uri(uint256)",
});
const nobody: Hex = `0x${"0".repeat(40)}`;
/** Characters of what a contract answers, and of the record in it. */
const mostAnswer = 600_000;

/** The text that its contract answers. */
const askUri = async (
	state: ProvedState,
	{ address, item, standard }: CollectibleName,
	signal?: AbortSignal,
): Promise<string> => {
	const { value } = await call(
		state,
		{
			from: nobody,
			to: address,
			valueWei: 0n,
			data: abiCall(selectors[standard], abiWord(BigInt(item))),
			gas: null,
			gasPriceWei: 0n,
			accessList: [],
		},
		signal,
		usualBounds,
	);
	if (value.ended !== "returned" || value.output.length > 2 * mostAnswer)
		throw unfit(value.why ?? `${value.ended}, ${value.output.length} digits`);
	try {
		const bytes = readArguments(fromHex(value.output), 1, (parts) =>
			parts.bytes(),
		);
		return textOf(fromHex(bytes));
	} catch (thrown) {
		throw unfit(asFault(thrown).message);
	}
};

const textOf = (bytes: Uint8Array): string => {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw unfit("bytes that are no text");
	}
};

/** The record that names a picture. @param mostChars of its text. @throws picture-unfit */
export const recordIn = <T>(
	bytes: Uint8Array,
	record: d.Decode<T>,
	mostChars: number,
): T => {
	try {
		return record(d.parseJson(textOf(bytes), mostChars, 12), "picture");
	} catch (thrown) {
		throw unfit(asFault(thrown).message);
	}
};

type DataUri = { readonly type: string; readonly bytes: Uint8Array };

/** Text in a URI: its escapes undone where it has any that are well made. */
const unescaped = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		// a bare "%" in a drawing
		return text;
	}
};

/** What a data: URI holds; null for what is none. @throws picture-unfit */
const dataIn = (uri: string): DataUri | null => {
	if (!/^data:/i.test(uri)) return null;
	const comma = uri.indexOf(",");
	if (comma < 0 || comma > 120 || uri.length > mostAnswer)
		throw unfit("a data URI that is none");
	const head = uri.slice(5, comma).toLowerCase().split(";");
	const body = uri.slice(comma + 1);
	const type = (head[0] ?? "").trim();
	if (!head.includes("base64"))
		return { type, bytes: new TextEncoder().encode(unescaped(body)) };
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(body)) throw unfit("no base64");
	try {
		return { type, bytes: Uint8Array.from(atob(body), (c) => c.charCodeAt(0)) };
	} catch {
		throw unfit("no base64");
	}
};

const startsWith = (bytes: Uint8Array, ...first: readonly number[]): boolean =>
	first.every((byte, i) => bytes[i] === byte);

/** Of what is made of dots: by its bytes, whatever it calls itself. */
export const pixelKind = (bytes: Uint8Array): string | null => {
	if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return "image/png";
	if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "image/jpeg";
	if (startsWith(bytes, 0x47, 0x49, 0x46, 0x38)) return "image/gif";
	if (
		startsWith(bytes, 0x52, 0x49, 0x46, 0x46) &&
		startsWith(bytes.subarray(8), 0x57, 0x45, 0x42, 0x50)
	)
		return "image/webp";
	// a box of any size that says "ftypavif"
	return startsWith(
		bytes.subarray(4),
		...[0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66],
	)
		? "image/avif"
		: null;
};

/** A drawing by its name. It is only ever shown as an image, in which no script runs. */
const kindOf = ({ type, bytes }: DataUri): string | null => {
	const pixels = pixelKind(bytes);
	if (pixels !== null && pixels !== "image/avif") return pixels;
	return type === "image/svg+xml" ? type : null;
};

/** Drawings in drawings. */
const mostInside = 2;
/** So many points of a picture inside a drawing count as one part of it. */
const pointsOfPart = 10_000;

/** How much it takes to draw, in parts of a drawing. @throws picture-unfit for more than is drawn */
const costOf = (data: DataUri, depth = 0): number => {
	const type = kindOf(data);
	// letters are drawn where they are used
	if (type === null && depth > 0 && /font/.test(data.type)) return 0;
	if (type === null) throw unfit(`"${data.type.slice(0, 60)}" is no picture`);
	if (type !== "image/svg+xml")
		return Math.ceil(pointsOf(type, data.bytes) / pointsOfPart);
	if (depth > mostInside) throw unfit("drawings in drawings");
	return costOfDrawing(textOf(data.bytes), (uri) => {
		const inner = dataIn(uri);
		return inner === null ? 0 : costOf(inner, depth + 1);
	});
};

export const packed = (bytes: Uint8Array): string => {
	let text = "";
	for (let at = 0; at < bytes.length; at += 8_192)
		text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
	return btoa(text);
};

/** A picture as it is shown, or where it lies. @throws picture-unfit */
const pictureAt = (uri: string): CollectiblePicture => {
	const data = dataIn(uri);
	if (data === null) {
		if (
			!/^(https|ipfs|ar):\/\/[^\s]{1,1000}$/.test(uri) ||
			unseenAt(uri) !== null
		)
			throw unfit("neither a picture nor a place");
		return { kind: "elsewhere", at: uri };
	}
	const type = kindOf(data);
	if (type === null) throw unfit(`"${data.type.slice(0, 60)}" is no picture`);
	if (data.bytes.length === 0 || data.bytes.length > mostPictureBytes)
		throw unfit(`${data.bytes.length} bytes, at most ${mostPictureBytes}`);
	costOf(data);
	return { kind: "here", image: `data:${type};base64,${packed(data.bytes)}` };
};

const image = d.text(mostAnswer);
const record = d.record({
	image: d.optional(d.nullable(image)),
	/** A drawing as it stands, which some collections have besides. */
	image_data: d.optional(d.nullable(image)),
});

/**
 * The picture that an answer names. @param uri as the contract answers it
 * @throws picture-unfit
 */
export const pictureOf = (
	uri: string,
	{ item }: Pick<CollectibleName, "item">,
): CollectiblePicture => {
	// ERC-1155: the number in sixteens, of 64 digits
	const asked = uri.replaceAll(
		"{id}",
		BigInt(item).toString(16).padStart(64, "0"),
	);
	const data = dataIn(asked);
	if (data === null || data.type !== "application/json")
		return pictureAt(asked);
	const { image: named, image_data: drawn } = recordIn(
		data.bytes,
		record,
		mostAnswer,
	);
	if (named !== undefined && named !== null && named !== "")
		return pictureAt(named);
	if (drawn?.trimStart().startsWith("<svg") === true)
		return pictureAt(`data:image/svg+xml,${encodeURIComponent(drawn)}`);
	throw unfit("it names no picture");
};

/** @throws picture-unfit, and what a call throws that cannot be run */
export const readPicture = async (
	state: ProvedState,
	one: CollectibleName,
	signal?: AbortSignal,
): Promise<CollectiblePicture> =>
	pictureOf(await askUri(state, one, signal), one);
