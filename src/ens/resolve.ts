// Names to addresses and back, by calls that are run here over proved state: registry, resolver, record (ERC-137), resolvers of
// whole branches (ENSIP-10), and the entry that ENS keeps for its second version. Records that a server answers (ERC-3668) are
// refused: nothing on Ethereum proves them.

import { abiBytes, abiBytes32, abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorOf, selectorsOf } from "../crypto/selector.ts";
import type { CallResult } from "../evm/call.ts";
import { type CallBounds, usualBounds } from "../evm/prove.ts";
import type { BlockBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import { addressBytesIn, addressIn, bytesIn, textIn } from "./answer.ts";
import { dnsName, nameHash, reverseName } from "./node.ts";
import { type EnsName, normalizeName } from "./normalize.ts";
import type { EnsPlaces } from "./places.ts";

/** One call over proved state. It gives a revert as an answer. */
export type EnsAsk = (to: Hex, data: Hex) => Promise<Verified<CallResult>>;

/** A record is a small question. The entry of both versions walks a few contracts for it. */
export const ensBounds: CallBounds = {
	...usualBounds,
	steps: 1_000_000,
	lookAhead: 50_000,
	rounds: 24,
	keys: 200,
	hinted: 100,
	slots: 96,
	codeBytes: 400_000,
	gas: 15_000_000n,
};

const selectors = selectorsOf({
	resolver: "resolver(bytes32)",
	addr: "addr(bytes32)",
	addrOf: "addr(bytes32,uint256)",
	name: "name(bytes32)",
	supports: "supportsInterface(bytes4)",
	resolve: "resolve(bytes,bytes)",
});
/** ERC-3668: "ask this server". */
const offchainLookup = selectorOf(
	"OffchainLookup(address,string[],bytes,bytes4,bytes)",
);
/** Of ether, by SLIP-44. */
const etherType = 60;

/** What was called for an answer, in turn: all of it has to be of one block. */
type Lookup = {
	readonly ask: EnsAsk;
	readonly places: EnsPlaces;
};

/** What a call returned; null where the contract refuses or there is none. @throws ens-offchain */
const returned = async (
	ask: EnsAsk,
	to: Hex,
	data: Hex,
): Promise<Hex | null> => {
	const { value } = await ask(to, data);
	if (value.ended === "returned")
		return value.output === "0x" ? null : value.output;
	if (value.ended === "reverted" && value.output.startsWith(offchainLookup))
		throw new Fault("ens-offchain", `${to} names a server`);
	return null;
};

/** ERC-165. What answers otherwise than yes does not support it. */
const isExtended = async (ask: EnsAsk, resolver: Hex): Promise<boolean> => {
	const id = BigInt(selectors.resolve) << 224n;
	const output = await returned(
		ask,
		resolver,
		abiCall(selectors.supports, abiWord(id)),
	);
	return output !== null && /^0x0{63}1$/.test(output);
};

/** The resolver of the name, or of the nearest name above it that has one. */
const findResolver = async (
	{ ask, places }: Lookup,
	name: string,
): Promise<{ readonly resolver: Hex; readonly isOwn: boolean } | null> => {
	const labels = name.split(".");
	for (let above = 0; above < labels.length; above++) {
		const node = nameHash(labels.slice(above).join("."));
		const output = await returned(
			ask,
			places.registry,
			abiCall(selectors.resolver, abiBytes32(node)),
		);
		if (output === null)
			throw new Fault("ens-elsewhere", "no registry answers on this chain");
		const resolver = addressIn(output);
		if (resolver !== null) return { resolver, isOwn: above === 0 };
	}
	return null;
};

/** The record by the registry. Null where the name has none. @throws ens-offchain, ens-answer, ens-elsewhere */
const byRegistry = async (
	asked: Lookup,
	name: string,
	data: Hex,
): Promise<Hex | null> => {
	const found = await findResolver(asked, name);
	if (found === null) return null;
	const { resolver, isOwn } = found;
	if (await isExtended(asked.ask, resolver)) {
		const output = await returned(
			asked.ask,
			resolver,
			abiCall(selectors.resolve, abiBytes(dnsName(name)), abiBytes(data)),
		);
		const record = output === null ? "0x" : bytesIn(output, 1);
		return record === "0x" ? null : record;
	}
	return isOwn ? returned(asked.ask, resolver, data) : null;
};

type Universal =
	| { readonly isThere: false }
	| { readonly isThere: true; readonly record: Hex | null };

/** The record by the entry of both versions. @throws ens-offchain, ens-answer, evm-bounds */
const byUniversal = async (
	{ ask, places: { universal } }: Lookup,
	name: string,
	data: Hex,
): Promise<Universal> => {
	if (universal === null) return { isThere: false };
	const { value } = await ask(
		universal,
		abiCall(selectors.resolve, abiBytes(dnsName(name)), abiBytes(data)),
	);
	if (value.ended === "returned") {
		if (value.output === "0x") return { isThere: false };
		const record = bytesIn(value.output, 2);
		return { isThere: true, record: record === "0x" ? null : record };
	}
	if (value.output.startsWith(offchainLookup))
		throw new Fault("ens-offchain", `${name} is answered by a server`);
	// a revert says that there is none; a halt says nothing
	if (value.ended === "halted")
		throw new Fault("evm-bounds", `${name}: ${value.why ?? "a halt"}`);
	return { isThere: true, record: null };
};

/**
 * The record, read in the way that `read` says. Where both ways are there, the entry of both versions decides: names move to
 * the second, and the registry of the first goes on to say what they were. Two different answers are none.
 * @throws ens-two-answers, and what both ways throw
 */
const recordOf = async <T>(
	asked: Lookup,
	name: string,
	data: Hex,
	read: (output: Hex) => T | null,
): Promise<T | null> => {
	const universal = await byUniversal(asked, name, data);
	const now =
		universal.isThere && universal.record !== null
			? read(universal.record)
			: null;
	if (universal.isThere && now === null) return null;
	const record = await byRegistry(asked, name, data).catch(
		(thrown: unknown) => {
			// a name that only the first version leaves to a server
			if (
				universal.isThere &&
				thrown instanceof Fault &&
				thrown.code === "ens-offchain"
			)
				return null;
			throw thrown;
		},
	);
	const before = record === null ? null : read(record);
	if (!universal.isThere) return before;
	if (before !== null && before !== now)
		throw new Fault("ens-two-answers", `${name}: ${now}, and ${before}`);
	return now;
};

/** The address of a normalized name; null where it has none. */
const addressOfName = async (
	asked: Lookup,
	name: string,
): Promise<Hex | null> => {
	const node = abiBytes32(nameHash(name));
	const address = await recordOf(
		asked,
		name,
		abiCall(selectors.addr, node),
		addressIn,
	);
	return (
		address ??
		recordOf(
			asked,
			name,
			abiCall(selectors.addrOf, node, abiWord(etherType)),
			addressBytesIn,
		)
	);
};

/** How often it is begun anew while the endpoints move on to other blocks meanwhile. */
const mostTries = 3;
/** Calls that one name may take. */
const mostCalls = 120;

/** @throws no-proof-window when each try ends on two blocks, evm-bounds */
const atOneBlock = async <T>(
	ask: EnsAsk,
	work: (ask: EnsAsk) => Promise<T>,
): Promise<{ readonly found: T; readonly at: BlockBasis }> => {
	for (let tries = 0; ; tries++) {
		let at: BlockBasis | null = null;
		let isOne = true;
		let calls = 0;
		const found = await work(async (to, data) => {
			if (++calls > mostCalls)
				throw new Fault("evm-bounds", `more than ${mostCalls} calls`);
			const result = await ask(to, data);
			at ??= result.value.at;
			isOne &&= at.blockHash === result.value.at.blockHash;
			return result;
		});
		if (isOne && at !== null) return { found, at };
		if (tries >= mostTries)
			throw new Fault("no-proof-window", "no block is proved twice in a row");
	}
};

/** What a name stands for at a verified block. */
export type EnsAddress = EnsName & {
	readonly address: Hex;
	readonly at: BlockBasis;
};

/**
 * The address of a name as it was typed.
 * @throws ens-name for what is no name, ens-absent where it has no address, ens-offchain where a server would answer,
 * ens-two-answers, ens-answer, ens-elsewhere, and what `ask` throws
 */
export const resolveName = async (
	ask: EnsAsk,
	places: EnsPlaces,
	typed: string,
): Promise<EnsAddress> => {
	const given = await normalizeName(typed);
	const { found, at } = await atOneBlock(ask, (ask) =>
		addressOfName({ ask, places }, given.name),
	);
	if (found === null)
		throw new Fault("ens-absent", `${given.name} has no address`);
	return { ...given, address: found, at };
};

/** The name that an address gives itself, and that gives the address back. */
export type EnsReverse = {
	/** Null where there is none. */
	readonly name: EnsName | null;
	readonly at: BlockBasis;
};

/** Faults of the name, after which the address has none; others are of the moment. */
const isOfName = (thrown: unknown): boolean =>
	thrown instanceof Fault &&
	[
		"ens-name",
		"ens-offchain",
		"ens-answer",
		"ens-two-answers",
		// of the code that a name's owner chose
		"evm-bounds",
	].includes(thrown.code);

/**
 * The name an address says is its own. Anybody may say any name, so the name's address has to be this one; and a name that is
 * not in its normal form is none.
 * @throws ens-elsewhere, and what `ask` throws
 */
export const nameOfAddress = async (
	ask: EnsAsk,
	places: EnsPlaces,
	address: Hex,
): Promise<EnsReverse> => {
	const own = reverseName(address);
	const { found, at } = await atOneBlock(ask, async (ask) => {
		const asked = { ask, places };
		try {
			const said = await recordOf(
				asked,
				own,
				abiCall(selectors.name, abiBytes32(nameHash(own))),
				textIn,
			);
			if (said === null) return null;
			const name = await normalizeName(said);
			// as it was said: also what a person types beside a name without seeing it is none of it
			if (name.name !== said) return null;
			return (await addressOfName(asked, name.name)) === address ? name : null;
		} catch (thrown) {
			if (isOfName(thrown)) return null;
			throw thrown;
		}
	});
	return { name: found, at };
};
