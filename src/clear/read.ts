// What a call or typed data says: taken apart by its types, and each field that its descriptor names in the form the descriptor
// says. Nothing is guessed: what is not known, not written in the one way, or of a format that is not read here is a fault. What it
// says is the descriptor's word on what the contract does, and the data's own on the values.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { domainOf, encodeType, type TypedData } from "../message/typed-data.ts";
import type { MessageOrText } from "../protocol/message.ts";
import { type AbiNode, decodeCall } from "./calldata.ts";
import type { ClearDescriptor, ClearFormat } from "./descriptor.ts";
import {
	type ClearLine,
	type ClearPlace,
	type ClearRest,
	readFields,
	sayingOf,
} from "./fields.ts";
import { type FunctionShape, parseSignature } from "./signature.ts";
import { typedNodes } from "./typed.ts";

export type ClearCall = ClearPlace & { readonly data: Hex };

export type ClearReading = {
	/** Whose contract it is, as the descriptor says; null for a standard. */
	readonly owner: string | null;
	readonly intent: MessageOrText;
	/** The function's name in its signature, or the type's. */
	readonly name: string;
	readonly fields: readonly ClearLine[];
	/** All of the data that no field tells of. */
	readonly rest: readonly ClearRest[];
};

const wrong = (why: string): Fault => new Fault("clear-format", why);

const isFor = (
	{ deployments }: ClearDescriptor,
	place: Pick<ClearPlace, "chainId" | "to">,
): boolean =>
	deployments.some(
		({ chainId, address }) => chainId === place.chainId && address === place.to,
	);

const formatIn = (
	{ formats }: ClearDescriptor,
	selector: string,
): { readonly shape: FunctionShape; readonly format: ClearFormat } | null => {
	const found = Object.entries(formats)
		.map(([signature, format]) => ({
			shape: parseSignature(signature),
			format,
		}))
		.filter(({ shape }) => shape.selector === selector);
	if (found.length > 1) throw wrong(`two functions of selector ${selector}`);
	return found[0] ?? null;
};

const lower = (address: Hex): Hex => `0x${address.slice(2).toLowerCase()}`;
const lowerPlace = <T extends ClearPlace>(place: T): T => ({
	...place,
	to: lower(place.to),
	from: lower(place.from),
});

const readingOf = (
	descriptor: ClearDescriptor,
	format: ClearFormat,
	given: {
		readonly place: ClearPlace;
		readonly name: string;
		readonly root: AbiNode;
	},
): ClearReading => {
	const { place, name, root } = given;
	const context = { place, descriptor, root, told: new Set<AbiNode>() };
	const { intent = "" } = format;
	return {
		owner: descriptor.deployments.length === 0 ? null : descriptor.owner,
		intent: sayingOf(
			context,
			typeof intent === "string" ? intent : Object.values(intent).join(" "),
		),
		name,
		...readFields(context, format),
	};
};

/** Whose contract a descriptor says it is; null where none knows it. */
export const ownerOf = (
	descriptors: readonly ClearDescriptor[],
	place: ClearPlace,
): string | null =>
	descriptors.find((one) => isFor(one, lowerPlace(place)))?.owner ?? null;

/**
 * The call in words of its descriptor: of the contract's own, or of a standard.
 * @param descriptors those of contracts and those of standards
 * @throws clear-unknown where none tells of it, clear-data, clear-format
 */
export const readCall = (
	descriptors: readonly ClearDescriptor[],
	given: ClearCall,
): ClearReading => {
	const { data, ...place } = lowerPlace(given);
	const selector = data.slice(0, 10).toLowerCase();
	const own = descriptors.filter((one) => isFor(one, place));
	const standards = descriptors.filter(
		({ deployments }) => deployments.length === 0,
	);
	for (const descriptor of [...own, ...standards]) {
		const found = formatIn(descriptor, selector);
		if (found === null) continue;
		const { shape, format } = found;
		const root = decodeCall(shape, data);
		return readingOf(descriptor, format, { place, name: shape.name, root });
	}
	throw new Fault("clear-unknown", `${selector} of ${place.to}`);
};

/** The contract that its domain names, on the chain that it names; null where one of them is left open. */
const placeOf = (data: TypedData, signer: Hex): ClearPlace | null => {
	const { chainId, verifyingContract } = domainOf(data);
	return chainId === null || verifyingContract === null
		? null
		: lowerPlace({
				chainId: Number(chainId),
				from: signer,
				to: verifyingContract,
				valueWei: null,
			});
};

const messageFormats = (
	descriptors: readonly ClearDescriptor[],
	data: TypedData,
	place: ClearPlace,
) => {
	const type = encodeType(data.types, data.primaryType);
	return descriptors.flatMap((descriptor) => {
		const { messages = {} } = descriptor;
		const format = Object.hasOwn(messages, type) ? messages[type] : undefined;
		return format === undefined || !isFor(descriptor, place)
			? []
			: [{ descriptor, format }];
	});
};

/** As `ownerOf`, of typed data of a type that the descriptor tells of. */
export const typedOwnerOf = (
	descriptors: readonly ClearDescriptor[],
	data: TypedData,
): string | null => {
	const place = placeOf(data, `0x${"0".repeat(40)}`);
	if (place === null) return null;
	const [found] = messageFormats(descriptors, data, place);
	return found?.descriptor.owner ?? null;
};

/**
 * Typed data in words of the descriptor of the contract that its domain names, on the chain that it names.
 * @throws clear-unknown also where the domain leaves one of them open, clear-data, clear-format
 */
export const readTyped = (
	descriptors: readonly ClearDescriptor[],
	data: TypedData,
	signer: Hex,
): ClearReading => {
	const place = placeOf(data, signer);
	const [found] =
		place === null ? [] : messageFormats(descriptors, data, place);
	if (place === null || found === undefined)
		throw new Fault("clear-unknown", data.primaryType);
	const root = typedNodes(data);
	return readingOf(found.descriptor, found.format, {
		...{ place, root },
		name: data.primaryType,
	});
};
