// Questions whose answers are known, put to every kernel before it is believed: each true one can be told only by
// computing rightly, each false one is believed by a kernel that leaves out a check. The keys are those of the secrets
// 2, 1001, 1002 and 1002; test/crypto/known.test.ts makes all constants again, with another library.

import { concat, fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { BlsChecks, SyncAggregateQuestion } from "./kernel.ts";

const key2 =
	"0xa572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e";
const key1001 =
	"0xae12039459c60491672b6a6282355d8765ba6272387fb91a3e9604fa2a81450cf16b870bb446fc3a3e0a187fff6f8945";
const key1002 =
	"0x947b327c8a15b39634a426af70c062b50632a744eddd41b5a4686414ef4cd9746bb11d0a53c6c2ff21bbcf331e07ac92";
const sumOfAll =
	"0x83b39ec7808bcad52bf944163894c483075143fd72dbc9a5cc5e97e64709be38b2194d68cd9e2e9aabcada19cdaf3fe8";
/** Key 2 plus, and key 1001 less, the point (0, 2) of order three. Their sum is that of the true keys. */
const key2Aside =
	"0x869284d65d2c9a452febfe876388699d70d640f3de3397cdc67278fe01f9323ac7b297d9ee7b42f6827aece02c0fc353";
const key1001Aside =
	"0xa676bd0f09b118db6b75f3220b877c4dea4daa0ec4e0a5c312cd4dc7408c867bc2b7aa05b0af308e2153e5598f4a2a0b";
/** Key 2 with the field's modulus added to x, which still fits. */
const key2Twice =
	"0xbf73ddd4c9cd4de0d32470a193f4f1e3fb9926b584ad13e4aac0ffabba099c4f013b75ba40707c427d998c5529beb9f9";

const signingRoot =
	"0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const byAll =
	"0xb6ae3c58c4430c804fb35b932fc42dab206aa637f55ba1e5325f8832ac5b9c882c885a0f462958007d0b64afca09c2e418e0bd94b1b4029f7f3eac44d2e84be48a5b39d400ef726fc4acd0327bbaf2333331dc9dcc4994d5d9a61379b986d208";
const byAllBut2 =
	"0xb8b44768014356f2a9d833f55bbace508e3d6b36c9505bd310cd54c49c9f3f9f8e692f082cd2e5f7d97feb54fa3abf12019c01cee54f898b30b36185a6e1a60e3a02d78173c4523423961eb0a9d41e25318e6cb66f0e0ee8e94f8009f64ded1a";
const by2 =
	"0x80bf50117154fdcc329f110489d0f25fbe76523ecb51221bedf585df0abad0401bb9c348cb03e437b654031e8c88eb8b04b6fbe40882fc8ecef47953fe986c2f8463e2f58d1794aa1551dcc30525dcf9ac242ecfd150c02c24bc94fb10ff1dd4";
/** byAllBut2 and a point whose order divides the cofactor. */
const byAllBut2Aside =
	"0xa58ad0fcd7a8bc76682a7af987b11c523d39eeba5d98ac06ec42798e28afc89b7f90bfbb6ffd435e67f92ad51522d861038ed1327f8590b83811be6afdf9b7efa253f8ef4849c5c05b1d44c050fd865bad858783b70580c697627e6551d1ca59";

const committee = [key2, key1001, key1002, key1002] as const;

const keysOf = (keys: readonly Hex[]): Uint8Array =>
	concat(...keys.map((key) => fromHex(key)));

/** Seat 0, which has key 2, is the lowest bit. */
const question = (
	bits: number,
	signature: Hex,
	change: { readonly keys?: readonly Hex[]; readonly root?: Hex } = {},
): SyncAggregateQuestion => ({
	pubkeys: keysOf(change.keys ?? committee),
	aggregatePubkey: fromHex(sumOfAll),
	bits: Uint8Array.of(bits),
	signingRoot: fromHex(change.root ?? signingRoot),
	signature: fromHex(signature),
});

const others = [key1001, key1002, key1002] as const;
const infinity: Hex = `0xc0${"00".repeat(95)}`;

export type KnownAnswer = {
	readonly about: string;
	readonly question: SyncAggregateQuestion;
	readonly answer: boolean;
};

export const knownSyncAggregates: readonly KnownAnswer[] = [
	{ about: "all signed", question: question(0b1111, byAll), answer: true },
	{ about: "one absent", question: question(0b1110, byAllBut2), answer: true },
	{ about: "one signed", question: question(0b0001, by2), answer: true },
	{
		about: "another message",
		question: question(0b1110, byAllBut2, { root: `0x01${"00".repeat(31)}` }),
		answer: false,
	},
	{
		about: "the signature infinity",
		question: question(0b0001, infinity),
		answer: false,
	},
	{
		about: "a signature beside the subgroup",
		question: question(0b1110, byAllBut2Aside),
		answer: false,
	},
	{
		about: "an absentee's key beside the subgroup",
		question: question(0b1110, byAllBut2, { keys: [key2Aside, ...others] }),
		answer: false,
	},
	{
		about: "an absentee's key that is not canonical",
		question: question(0b1110, byAllBut2, { keys: [key2Twice, ...others] }),
		answer: false,
	},
	{ about: "nobody", question: question(0, infinity), answer: false },
];

/** One of a batch that is wrong. */
export const absenteeCounted: KnownAnswer = {
	about: "an absentee counted",
	question: question(0b1111, byAllBut2),
	answer: false,
};

const knownKeys: readonly {
	readonly about: string;
	readonly keys: readonly Hex[];
	readonly sum: Hex;
	readonly answer: boolean;
}[] = [
	{ about: "the sum", keys: committee, sum: sumOfAll, answer: true },
	{ about: "another sum", keys: committee, sum: key2, answer: false },
	{
		about: "keys beside the subgroup with the right sum",
		keys: [key2Aside, key1001Aside, key1002, key1002],
		sum: sumOfAll,
		answer: false,
	},
];

const wrong = (about: string): Fault =>
	new Fault("kernel-unsound", `wrong about ${about}`);

/** Asks all of them. @throws kernel-unsound with the first that is answered wrongly */
export const testBls = async (bls: BlsChecks): Promise<void> => {
	for (const { about, question, answer } of knownSyncAggregates)
		if ((await bls.verifySyncAggregate(question)) !== answer)
			throw wrong(about);
	for (const { about, keys, sum, answer } of knownKeys)
		if ((await bls.checkAggregateKey(keysOf(keys), fromHex(sum))) !== answer)
			throw wrong(about);
	// Two true ones together, and a false one with a true one.
	const [all, oneAbsent, oneSigned] = knownSyncAggregates;
	const batches = [
		[oneAbsent, oneSigned],
		[absenteeCounted, all],
	];
	for (const batch of batches) {
		const asked = batch.filter((known) => known !== undefined);
		const answers = await bls.verifySyncAggregates(
			asked.map(({ question }) => question),
		);
		if (
			answers.length !== asked.length ||
			asked.some(({ answer }, i) => answers[i] !== answer)
		)
			throw wrong("several at once");
	}
};
