// What a call asks a contract for, read out of its data by the standards that everybody uses. It says what the standard says such
// a call is; whether the contract keeps to it, its code decides. What is no canonical encoding of a known function is unknown, and
// nothing is guessed. Sources: ERC-20, 721, 1155, 2612; Permit2
// and WETH9 by their published source.

import { type AbiReader, readArguments } from "../base/abi-read.ts";
import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type FunctionSignature, selectorOf } from "../crypto/selector.ts";

/** One call as its standard reads it. `token` is the contract that is called, or the one that Permit2 is asked about. */
export type ReadCall =
	/** ERC-20: so much of the caller's to somebody. */
	| {
			readonly kind: "transfer";
			readonly token: Hex;
			readonly to: Hex;
			readonly amount: bigint;
	  }
	/** ERC-20 or 721: `amount` of an ERC-20, or the one with that number. */
	| {
			readonly kind: "transfer-from";
			readonly token: Hex;
			readonly from: Hex;
			readonly to: Hex;
			readonly amount: bigint;
	  }
	/** ERC-20 or 721: up to `amount`, or the one with that number. */
	| {
			readonly kind: "approve" | "increase" | "decrease";
			readonly token: Hex;
			readonly spender: Hex;
			readonly amount: bigint;
	  }
	/** ERC-2612, with the owner's own signature. */
	| {
			readonly kind: "permit";
			readonly token: Hex;
			readonly owner: Hex;
			readonly spender: Hex;
			readonly amount: bigint;
			readonly deadlineS: bigint;
	  }
	/** ERC-721. */
	| {
			readonly kind: "nft-transfer";
			readonly token: Hex;
			readonly from: Hex;
			readonly to: Hex;
			readonly id: bigint;
	  }
	/** ERC-1155. */
	| {
			readonly kind: "multi-transfer";
			readonly token: Hex;
			readonly from: Hex;
			readonly to: Hex;
			readonly items: readonly {
				readonly id: bigint;
				readonly amount: bigint;
			}[];
	  }
	/** ERC-721 and 1155: all of the caller's, from now on. */
	| {
			readonly kind: "operator";
			readonly token: Hex;
			readonly operator: Hex;
			readonly isAllowed: boolean;
	  }
	| { readonly kind: "deposit" }
	| { readonly kind: "withdraw"; readonly amount: bigint }
	/** No standard's, but a layer 2's own: so much of its coin leaves the layer for that account on L1. */
	| { readonly kind: "leave"; readonly to: Hex; readonly amount: bigint }
	/** Permit2's own allowances, which reach no further than the allowance that Permit2 itself has. */
	| {
			readonly kind: "permit2-approve";
			readonly token: Hex;
			readonly spender: Hex;
			readonly amount: bigint;
			readonly expiresS: bigint;
	  }
	| {
			readonly kind: "permit2-transfer";
			readonly items: readonly {
				readonly token: Hex;
				readonly from: Hex;
				readonly to: Hex;
				readonly amount: bigint;
			}[];
	  }
	| {
			readonly kind: "permit2-lockdown";
			readonly pairs: readonly { readonly token: Hex; readonly spender: Hex }[];
	  }
	/** multicall: what each part would be, if the contract runs it as a call of its own. */
	| { readonly kind: "several"; readonly calls: readonly ReadCall[] }
	/** Null: not even a selector. */
	| { readonly kind: "unknown"; readonly selector: Hex | null };

/** Uniswap's Permit2, at the same address on every chain it is on. */
export const permit2: Hex = "0x000000000022d473030f116ddee9f6b43ac78ba3";

const most = { items: 64, calls: 64, depth: 3 } as const;

/** Where it is read: the contract that is called, and how deep it lies. */
type Place = {
	readonly to: Hex;
	readonly depth: number;
	/** How many calls may still be read, over all parts. */
	readonly left: { count: number };
};

type KnownFunction = {
	readonly words: number;
	readonly read: (parts: AbiReader, place: Place) => ReadCall;
};

const known = new Map<Hex, KnownFunction>();

/** All arguments of the functions here take one word in place. */
const wordsOf = (signature: FunctionSignature): number => {
	const types = signature.slice(signature.indexOf("(") + 1, -1);
	if (types === "") return 0;
	return types.replaceAll(/\([^()]*\)/g, "x").split(",").length;
};

const add = (
	signature: FunctionSignature,
	read: KnownFunction["read"],
): void => {
	known.set(selectorOf(signature), { words: wordsOf(signature), read });
};

const spending =
	(kind: "approve" | "increase" | "decrease"): KnownFunction["read"] =>
	(parts, { to: token }) => ({
		kind,
		token,
		spender: parts.address(),
		amount: parts.uint(),
	});

add("transfer(address,uint256)", (parts, { to: token }) => ({
	kind: "transfer",
	token,
	to: parts.address(),
	amount: parts.uint(),
}));
add("transferFrom(address,address,uint256)", (parts, { to: token }) => ({
	kind: "transfer-from",
	token,
	from: parts.address(),
	to: parts.address(),
	amount: parts.uint(),
}));
add("approve(address,uint256)", spending("approve"));
add("increaseAllowance(address,uint256)", spending("increase"));
add("decreaseAllowance(address,uint256)", spending("decrease"));
add(
	"permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
	(parts, { to: token }) => {
		const read: ReadCall = {
			kind: "permit",
			token,
			owner: parts.address(),
			spender: parts.address(),
			amount: parts.uint(),
			deadlineS: parts.uint(),
		};
		parts.uint(8);
		parts.word();
		parts.word();
		return read;
	},
);

const nftTransfer =
	(hasData: boolean): KnownFunction["read"] =>
	(parts, { to: token }) => {
		const read: ReadCall = {
			kind: "nft-transfer",
			token,
			from: parts.address(),
			to: parts.address(),
			id: parts.uint(),
		};
		if (hasData) parts.bytes();
		return read;
	};
add("safeTransferFrom(address,address,uint256)", nftTransfer(false));
add("safeTransferFrom(address,address,uint256,bytes)", nftTransfer(true));
add(
	"safeTransferFrom(address,address,uint256,uint256,bytes)",
	(parts, { to: token }) => {
		const read: ReadCall = {
			kind: "multi-transfer",
			token,
			from: parts.address(),
			to: parts.address(),
			items: [{ id: parts.uint(), amount: parts.uint() }],
		};
		parts.bytes();
		return read;
	},
);
add(
	"safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)",
	(parts, { to: token }) => {
		const from = parts.address();
		const to = parts.address();
		const uints = (): readonly bigint[] =>
			parts.list(most.items, 1, (item) => item.uint());
		const ids = uints();
		const amounts = uints();
		parts.bytes();
		if (ids.length !== amounts.length)
			throw new Fault("bad-field", "as many ids as amounts");
		const items = ids.map((id, i) => ({ id, amount: amounts[i] ?? 0n }));
		return { kind: "multi-transfer", token, from, to, items };
	},
);
add("setApprovalForAll(address,bool)", (parts, { to: token }) => ({
	kind: "operator",
	token,
	operator: parts.address(),
	isAllowed: parts.bool(),
}));

add("deposit()", () => ({ kind: "deposit" }));
add("withdraw(uint256)", (parts) => ({
	kind: "withdraw",
	amount: parts.uint(),
}));

/** Elsewhere the same selector may be anything. @throws bad-field */
const atPermit2 = ({ to }: Place): void => {
	if (to !== permit2) throw new Fault("bad-field", `${to} is not Permit2`);
};
add("approve(address,address,uint160,uint48)", (parts, place) => {
	atPermit2(place);
	return {
		kind: "permit2-approve",
		token: parts.address(),
		spender: parts.address(),
		amount: parts.uint(160),
		expiresS: parts.uint(48),
	};
});
const permit2Item = (parts: AbiReader) => {
	const from = parts.address();
	const to = parts.address();
	const amount = parts.uint(160);
	return { from, to, amount, token: parts.address() };
};
add("transferFrom(address,address,uint160,address)", (parts, place) => {
	atPermit2(place);
	return { kind: "permit2-transfer", items: [permit2Item(parts)] };
});
add("transferFrom((address,address,uint160,address)[])", (parts, place) => {
	atPermit2(place);
	return {
		kind: "permit2-transfer",
		items: parts.list(most.items, 4, permit2Item),
	};
});
add("lockdown((address,address)[])", (parts, place) => {
	atPermit2(place);
	return {
		kind: "permit2-lockdown",
		pairs: parts.list(most.items, 2, (pair) => ({
			token: pair.address(),
			spender: pair.address(),
		})),
	};
});

const partsOf = (parts: AbiReader, place: Place): ReadCall => {
	const calls = parts.list(most.calls, 1, (part) => part.bytes());
	return {
		kind: "several",
		calls: calls.map((data) =>
			readAt(data, { ...place, depth: place.depth + 1 }),
		),
	};
};
add("multicall(bytes[])", partsOf);
add("multicall(uint256,bytes[])", (parts, place) => {
	parts.uint();
	return partsOf(parts, place);
});
add("multicall(bytes32,bytes[])", (parts, place) => {
	parts.word();
	return partsOf(parts, place);
});

const selectorIn = (data: Hex): Hex | null =>
	data.length < 10 ? null : `0x${data.slice(2, 10).toLowerCase()}`;

const readAt = (data: Hex, place: Place): ReadCall => {
	const bytes = fromHex(data);
	const selector = selectorIn(data);
	const unknown: ReadCall = { kind: "unknown", selector };
	const found = selector === null ? undefined : known.get(selector);
	place.left.count--;
	if (found === undefined || place.depth > most.depth || place.left.count < 0)
		return unknown;
	try {
		return readArguments(bytes.subarray(4), found.words, (parts) =>
			found.read(parts, place),
		);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "bad-field") return unknown;
		throw thrown;
	}
};

/** What the call asks of the contract at `to`. @throws bad-field for what is no hex */
export const readCall = (to: Hex, data: Hex): ReadCall => {
	const left = { count: most.calls };
	const read = readAt(data, { to, depth: 0, left });
	// more than a person reads
	return left.count < 0
		? { kind: "unknown", selector: selectorIn(data) }
		: read;
};
