// The descriptors of the registry of ERC-7730 that ship (README.md says which, and whose they are). They are one packed file that
// tools/registry.ts makes: it may come from anywhere, for its digest is built in here. What it says is decoded with bounds all the
// same.

import { toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { unpacked } from "../base/lzma.ts";
import { sha256 } from "../crypto/hash.ts";
import { type ClearDescriptor, decodeDescriptor } from "./descriptor.ts";
import { registryDigest, registrySize } from "./registry-digest.ts";

/** The names of a field's parts, by where they stand in its list; 0: it has none. */
export const fieldParts = [
	"path",
	"label",
	"format",
	"params",
	"visible",
	"value",
] as const;

const most = { bytes: 400_000, formats: 2_000, descriptors: 1_000 } as const;
const headBytes = 4;

const place = d.int(0, most.formats - 1);
const named = d.tuple(d.list(d.text(4_000), 128), d.list(place, 128));

/**
 * First what several descriptors share: the chains, each a bit in that order; what a function is for, and its fields; of a contract
 * its functions and its types of typed data, by those. Then the descriptors: whose it is, the chains of each of its addresses, which
 * stand behind the text one after the other, what it does, and its constants and lists of names.
 */
const wire = d.tuple(
	d.list(d.int(1), 30),
	d.list(
		d.tuple(d.anything, d.list(d.list(d.anything, fieldParts.length), 64)),
		most.formats,
	),
	d.list(d.tuple(named, named), most.descriptors),
	d.list(
		d.tuple(
			d.anything,
			d.list(d.int(1), 256),
			d.int(0, most.descriptors - 1),
			d.anything,
			d.anything,
		),
		most.descriptors,
	),
);

/**
 * Orders to swap, of which the registry says what comes back whoever may take the tokens, and whatever code the maker names beside:
 * only our own descriptors say of those what they hold for (`needs`). The file is made without them.
 */
export const isWithheld = (type: string): boolean =>
	/^(?:PermitWitnessTransferFrom|OrderStructure)\(|^Order\(uint256 salt,address maker,/.test(
		type,
	);

const fieldOf = (parts: readonly unknown[]): unknown =>
	Object.fromEntries(
		parts.flatMap((part, i) => {
			const name = fieldParts[i];
			return part === 0 || name === undefined ? [] : [[name, part]];
		}),
	);

const hexAt = (addresses: Uint8Array, i: number): string =>
	toHex(addresses.subarray(20 * i, 20 * i + 20));

/** What the file says, unpacked. @throws clear-format, also where it speaks of what it is made without */
export const decodeRegistry = (
	plain: Uint8Array,
): readonly ClearDescriptor[] => {
	const end =
		headBytes + new DataView(plain.buffer, plain.byteOffset).getUint32(0, true);
	const text = new TextDecoder("utf-8", { fatal: true }).decode(
		plain.subarray(headBytes, end),
	);
	const [chains, shared, contracts, all] = wire(
		d.parseJson(text, most.bytes, 16),
		"registry",
	);
	const addresses = plain.subarray(end);
	const formats = shared.map(([intent, fields]) => ({
		...(intent === 0 ? {} : { intent }),
		fields: fields.map(fieldOf),
	}));
	const byName = ([names, places]: d.Decoded<typeof named>) =>
		Object.fromEntries(
			names.map((name, i) => [name, formats[places[i] ?? -1]]),
		);
	let at = 0;
	return all.map(([owner, places, contract, constants, enums]) => {
		const deployments = places.flatMap((bits) => {
			const address = hexAt(addresses, at++);
			return chains.flatMap((chainId, i) =>
				(bits & (1 << i)) === 0 ? [] : [{ chainId, address }],
			);
		});
		const [calls, messages] = contracts[contract] ?? [];
		const withheld = messages?.[0].find(isWithheld);
		if (withheld !== undefined)
			throw new Fault(
				"clear-format",
				`an order to swap: ${withheld.slice(0, 60)}`,
			);
		return decodeDescriptor({
			...{ owner, deployments },
			formats: calls === undefined ? undefined : byName(calls),
			...(messages === undefined || messages[0].length === 0
				? {}
				: { messages: byName(messages) }),
			...(constants === 0 ? {} : { constants }),
			...(enums === 0 ? {} : { enums }),
		});
	});
};

/** @throws clear-format for any other bytes than those this release was made with */
export const openRegistry = (
	packed: Uint8Array,
): readonly ClearDescriptor[] => {
	if (toHex(sha256(packed)) !== registryDigest)
		throw new Fault("clear-format", "not the registry's file of this release");
	try {
		return decodeRegistry(unpacked(packed, registrySize));
	} catch (thrown) {
		throw new Fault("clear-format", asFault(thrown).message);
	}
};
