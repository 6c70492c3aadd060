// Typed data of known standards: hashed as others hash it, read as what it allows, and taken for a standard only where all of it is
// the standard's.

import { ethers } from "ethers";
import { hashTypedData as viemHash } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { isUnlimited } from "../../src/base/units.ts";
import { decodeTypedText, readMessage } from "../../src/message/read.ts";
import { domainOf } from "../../src/message/typed-data.ts";
import {
	cow,
	dai,
	known,
	type MadeTyped,
	me,
	most256,
	openSeaConduit,
	permit,
	permitBatch,
	permitSingle,
	permitTransfer,
	permitWitness,
	rawTyped,
	receiveAuthorization,
	router,
	safeTx,
	seaport,
	seaportBulk,
	seaportDomain,
	transferAuthorization,
	unknown,
	usdc,
	weth,
} from "./made.ts";

const read = (typed: MadeTyped, account: Hex = me) =>
	readMessage(rawTyped(typed), account);
const meaningOf = (typed: MadeTyped, account?: Hex) =>
	read(typed, account).meaning;
const codes = (typed: MadeTyped): readonly string[] =>
	read(typed).warnings.map(({ code }) => code);

const all = Object.entries({ ...known, unknown });

const byEthers = ({ types, domain, message }: MadeTyped): string =>
	ethers.TypedDataEncoder.hash(
		domain,
		Object.fromEntries(
			Object.entries(types).map(([name, fields]) => [name, [...fields]]),
		),
		message,
	);

/** What viem and ethers share no type for: made data is JSON. */
const byViem = (typed: MadeTyped): string => {
	const data = decodeTypedText(JSON.stringify(typed));
	const { name, version, chainId, verifyingContract } = domainOf(data);
	return viemHash({
		types: typed.types,
		primaryType: typed.primaryType,
		domain: {
			...(name === null ? {} : { name }),
			...(version === null ? {} : { version }),
			...(chainId === null ? {} : { chainId }),
			...(verifyingContract === null ? {} : { verifyingContract }),
		},
		message: data.message,
	});
};

describe("the hash of every kind", () => {
	test.each(all)("%s is that of viem and of ethers", (_, typed) => {
		const { digest } = read(typed);
		expect(digest).toBe(byViem(typed));
		expect(digest).toBe(byEthers(typed));
	});
});

/** Every place of a value in made data. */
const places = (value: unknown, at: readonly string[] = []): string[][] =>
	typeof value === "object" && value !== null
		? Object.entries(value).flatMap(([name, part]) =>
				places(part, [...at, name]),
			)
		: [[...at]];

const other = (value: unknown): unknown => {
	if (typeof value === "boolean") return !value;
	if (typeof value === "number") return value + 1;
	const text = String(value);
	if (/^0x[0-9a-f]+$/i.test(text))
		return `${text.slice(0, -1)}${text.endsWith("1") ? "2" : "1"}`;
	// within its type: the greatest has no successor
	if (/^[0-9]+$/.test(text))
		return BigInt(text) > 2n ** 100n ? "123" : (BigInt(text) + 1n).toString();
	return `${text}x`;
};

const withOther = (
	value: unknown,
	[name, ...rest]: readonly string[],
): unknown =>
	name === undefined
		? other(value)
		: Array.isArray(value)
			? value.map((part: unknown, i) =>
					String(i) === name ? withOther(part, rest) : part,
				)
			: typeof value === "object" && value !== null
				? { ...value, [name]: withOther(Reflect.get(value, name), rest) }
				: value;

const changed = (
	typed: MadeTyped,
	part: "message" | "domain",
	at: readonly string[],
): MadeTyped => ({
	...typed,
	[part]: withOther(typed[part], at),
});

/** What changes how an order is told from others, or binds it, and nothing of what it allows. */
const unsaid =
	/^(itemType|nonce|salt|zone|zoneHash|counter|appData|version|name|kind|conduitKey|sellTokenBalance|buyTokenBalance|safeTxGas|baseGas|gasToken|refundReceiver|startAmount|endAmount|sellAmount|feeAmount)$/;

describe("every field of every kind", () => {
	test.each(all)(
		"%s: one that changes changes the hash and what is shown",
		(_, typed) => {
			const before = read(typed);
			for (const part of ["message", "domain"] as const)
				for (const at of places(typed[part])) {
					const now = read(changed(typed, part, at));
					const where = `${part}.${at.join(".")}`;
					expect(now.digest, where).not.toBe(before.digest);
					expect(now.typed, where).not.toEqual(before.typed);
				}
		},
	);

	test.each(Object.entries(known))(
		"%s: one that says what it allows changes that",
		(_, typed) => {
			const before = JSON.stringify(read(typed).meaning);
			for (const at of places(typed.message)) {
				const last = at.findLast((one) => !/^[0-9]+$/.test(one)) ?? "";
				if (unsaid.test(last) || at.includes("witness")) continue;
				// the filler of a tree of orders allows nothing
				if (at.slice(0, 3).join(".") === "tree.1.1") continue;
				const now = JSON.stringify(read(changed(typed, "message", at)).meaning);
				// of a coin there is no contract and no number
				const isCoin =
					/"kind":"coin"/.test(before) && /token|identifier/.test(last);
				if (!isCoin) expect(now, at.join(".")).not.toBe(before);
			}
		},
	);
});

describe("what is allowed", () => {
	test("a permit of a token: who, how much, and that it does not end with its deadline", () => {
		expect(meaningOf(permit)).toEqual({
			kind: "allow",
			standard: "ERC-2612",
			hasTerms: false,
			grants: [
				{
					who: router,
					asset: {
						kind: "token",
						contract: usdc,
						amount: "500000000",
						item: null,
						named: null,
					},
					to: null,
					uses: "amount",
					fromS: null,
					useByS: "1800000000",
					untilS: null,
				},
			],
		});
		expect(codes(permit)).toEqual(["message.stays"]);
	});

	test("no limit is said as none, by each standard's greatest number", () => {
		const endless = {
			...permit,
			message: { ...permit.message, value: most256 },
		};
		expect(meaningOf(endless)).toMatchObject({
			grants: [{ asset: { amount: null } }],
		});
		expect(codes(endless)).toContain("message.all-of-it");
		// as much as a call may not ask for without that being said
		for (const value of [(1n << 112n) - 1n, 1n << 127n, (1n << 96n) - 1n]) {
			expect(isUnlimited(value)).toBe(true);
			const much = {
				...permit,
				message: { ...permit.message, value: value.toString() },
			};
			expect(codes(much)).toContain("message.all-of-it");
		}
		expect(meaningOf(permitSingle)).toMatchObject({
			grants: [{ asset: { amount: null }, untilS: "1798000000" }],
		});
		expect(meaningOf(dai)).toMatchObject({
			standard: "DAI",
			grants: [{ asset: { amount: null }, useByS: null }],
		});
	});

	test("a DAI permit that takes back allows nothing", () => {
		const back = { ...dai, message: { ...dai.message, allowed: false } };
		expect(meaningOf(back)).toMatchObject({
			grants: [{ asset: { amount: "0" } }],
		});
		expect(codes(back)).toEqual([]);
	});

	test("a payment by ERC-3009 goes to one address, once; who may carry it out is said", () => {
		expect(meaningOf(transferAuthorization)).toMatchObject({
			grants: [{ who: null, to: router, uses: "once" }],
		});
		expect(meaningOf(receiveAuthorization)).toMatchObject({
			grants: [{ who: router, to: router, uses: "once" }],
		});
	});

	test("a batch by Permit2 is every token of it", () => {
		expect(meaningOf(permitBatch)).toMatchObject({
			grants: [
				{ asset: { contract: usdc, amount: null } },
				{ asset: { contract: weth, amount: "1000000000000000000" } },
			],
		});
	});

	test("a transfer by Permit2 is used once, and terms of the spender's own are said", () => {
		expect(meaningOf(permitTransfer)).toMatchObject({
			hasTerms: false,
			grants: [{ uses: "once", asset: { amount: "75000000" } }],
		});
		expect(meaningOf(permitWitness)).toMatchObject({ hasTerms: true });
		expect(codes(permitWitness)).toContain("message.terms");
	});

	test("an order on Seaport: what leaves at most, what arrives at least, what goes to others, and the conduit", () => {
		expect(meaningOf(seaport)).toMatchObject({
			kind: "trade",
			standard: "Seaport 1.6",
			through: openSeaConduit,
			orders: [
				{
					gives: [{ kind: "nft", item: "7804" }],
					gets: [{ kind: "coin", amount: "9750000000000000000" }],
					others: [{ to: router }],
					isPartial: false,
				},
			],
		});
	});

	test("a listing that gives an item away for nothing says so", () => {
		const gift = {
			...seaport,
			message: { ...seaport.message, consideration: [] },
		};
		expect(codes(gift)).toContain("message.nothing-back");
	});

	test("an amount that changes while the order is open counts as what is worse for the person", () => {
		const [offered] = [
			{
				itemType: 1,
				token: weth,
				identifierOrCriteria: 0,
				startAmount: 5,
				endAmount: 9,
			},
		];
		const back = {
			itemType: 1,
			token: usdc,
			identifierOrCriteria: 0,
			startAmount: 7,
			endAmount: 3,
			recipient: me,
		};
		const sliding = {
			...seaport,
			message: { ...seaport.message, offer: [offered], consideration: [back] },
		};
		expect(meaningOf(sliding)).toMatchObject({
			orders: [{ gives: [{ amount: "9" }], gets: [{ amount: "3" }] }],
		});
	});

	test("a tree of orders is every order in it, without what fills it up", () => {
		const meaning = meaningOf(seaportBulk);
		expect(meaning.kind === "trade" && meaning.orders.length).toBe(3);
		expect(codes(seaportBulk)).toContain("message.several");
	});

	test("an order on CoW: with its fee, and to whom it pays", () => {
		const dear = { ...cow, message: { ...cow.message, feeAmount: "7" } };
		expect(meaningOf(dear)).toMatchObject({
			orders: [
				{ gives: [{ amount: "500000007" }], gets: [{ contract: weth }] },
			],
		});
		const away = { ...cow, message: { ...cow.message, receiver: router } };
		expect(meaningOf(away)).toMatchObject({
			orders: [{ gets: [], others: [{ to: router }] }],
		});
		expect(codes(away)).toContain("message.nothing-back");
	});

	test("a Safe's transaction of several calls is said as that", () => {
		expect(meaningOf(safeTx)).toMatchObject({
			kind: "safe",
			isDelegated: true,
		});
		expect(codes(safeTx)).toContain("message.several-calls");
	});
});

describe("is taken for no standard that it is not", () => {
	const wrong: readonly (readonly [string, MadeTyped])[] = [
		...Object.entries(known).map(([name, typed]) => {
			const [first = "", ...more] = typed.types[typed.primaryType] ?? [];
			const field =
				typeof first === "string" ? { name: "x", type: "bool" } : first;
			return [
				`${name} with a field of another name`,
				{
					...typed,
					types: {
						...typed.types,
						[typed.primaryType]: [{ ...field, name: "another" }, ...more],
					},
					message: { ...typed.message, another: typed.message[field.name] },
				},
			] as const;
		}),
		[
			"Permit2 at another address",
			{
				...permitSingle,
				domain: { ...permitSingle.domain, verifyingContract: router },
			},
		],
		[
			"Permit2 of another name",
			{ ...permitSingle, domain: { ...permitSingle.domain, name: "Permit3" } },
		],
		[
			"Permit2 without a chain",
			{
				...permitSingle,
				domain: {
					name: "Permit2",
					verifyingContract: permitSingle.domain.verifyingContract,
				},
			},
		],
		[
			"Seaport at another address",
			{ ...seaport, domain: { ...seaportDomain, verifyingContract: router } },
		],
		[
			"Seaport of a version that is none",
			{ ...seaport, domain: { ...seaportDomain, version: "1.7" } },
		],
		[
			"Seaport at another version's address",
			{ ...seaport, domain: { ...seaportDomain, version: "1.5" } },
		],
		[
			"an order of somebody else",
			{ ...seaport, message: { ...seaport.message, offerer: router } },
		],
		[
			"a contract's own order",
			{ ...seaport, message: { ...seaport.message, orderType: 4 } },
		],
		[
			"an item of a kind that is none",
			{
				...seaport,
				message: {
					...seaport.message,
					offer: [
						{
							itemType: 6,
							token: usdc,
							identifierOrCriteria: 0,
							startAmount: 1,
							endAmount: 1,
						},
					],
				},
			},
		],
		[
			"CoW at another address",
			{ ...cow, domain: { ...cow.domain, verifyingContract: router } },
		],
		[
			"CoW from another balance",
			{ ...cow, message: { ...cow.message, sellTokenBalance: "internal" } },
		],
		[
			"a permit of somebody else's token",
			{ ...permit, message: { ...permit.message, owner: router } },
		],
		[
			"a permit for no contract",
			{ ...permit, domain: { name: "USD Coin", chainId: 1 } },
		],
		[
			"a permit for every chain",
			{ ...permit, domain: { name: "USD Coin", verifyingContract: usdc } },
		],
		[
			"a Safe's transaction by another operation",
			{ ...safeTx, message: { ...safeTx.message, operation: 2 } },
		],
		[
			"a Safe's transaction with a name",
			{ ...safeTx, domain: { ...safeTx.domain, name: "Safe" } },
		],
	];
	test.each(wrong)("%s", (_, typed) => {
		expect(meaningOf(typed)).toEqual({ kind: "unknown" });
		expect(codes(typed)).toContain("message.anything");
	});

	test("a message of the right type signed by another account", () => {
		for (const typed of [permit, seaport, transferAuthorization, dai])
			expect(meaningOf(typed, router)).toEqual({ kind: "unknown" });
	});
});

describe("of unknown typed data", () => {
	test("every field stands in the order in which it is hashed", () => {
		expect(read(unknown).typed).toEqual({
			primaryType: "Vote",
			domain: {
				name: "A parliament",
				version: null,
				chainId: null,
				verifyingContract: null,
				salt: null,
			},
			fields: [
				{ depth: 0, name: "voter", type: "address", value: me },
				{ depth: 0, name: "choice", type: "string", value: "yes\u202eon" },
				{ depth: 0, name: "reasons", type: "Reason[]", value: null },
				{ depth: 1, name: "1", type: "Reason", value: null },
				{ depth: 2, name: "text", type: "string", value: "It is cheap" },
				{ depth: 2, name: "weight", type: "uint256", value: "2" },
				{ depth: 1, name: "2", type: "Reason", value: null },
				{ depth: 2, name: "text", type: "string", value: "It is right" },
				{ depth: 2, name: "weight", type: "uint256", value: "3" },
			],
		});
	});

	test("what is missing in its domain, and what cannot be seen, is said", () => {
		expect(codes(unknown)).toEqual([
			"message.anything",
			"message.every-chain",
			"message.no-contract",
			"message.hidden",
		]);
	});

	test("more fields than anybody would look through are refused", () => {
		const many = {
			...unknown,
			message: {
				...unknown.message,
				reasons: Array.from({ length: 900 }, () => ({ text: "a", weight: 1 })),
			},
		};
		expect(() => read(many)).toThrow(/too-large|fields/);
	});
});
