// Signatures as the topic checks them: by noble and by every built module that this runtime can open, asked the same.

import { concat } from "../../src/base/bytes.ts";
import type { SyncAggregateQuestion } from "../../src/crypto/kernel.ts";
import {
	decodeKey,
	fastAggregateVerify,
	keyBytes,
	nobleBls,
	nobleName,
} from "../../src/crypto/noble.ts";
import { openBls } from "../../src/crypto/wasm/bls12-381.ts";
import { agreed, openBuilt } from "./built.ts";

const modules = await openBuilt("bls12-381", async (bytes, backend) => ({
	name: backend,
	bls: await openBls(bytes),
}));

// A module takes keys in one row; a key of another length is noble's alone.
const areRow = (pubkeys: readonly Uint8Array[]): boolean =>
	pubkeys.length > 0 && pubkeys.every((key) => key.length === keyBytes);

/** FastAggregateVerify by all. @throws TypeError where they differ */
export const verifyByAll = (
	pubkeys: readonly Uint8Array[],
	message: Uint8Array,
	signature: Uint8Array,
): boolean =>
	agreed([
		{
			name: nobleName,
			answer: fastAggregateVerify(pubkeys, message, signature),
		},
		...(areRow(pubkeys) ? modules : []).map(({ name, bls }) => ({
			name,
			answer: bls.fastAggregateVerify(concat(...pubkeys), message, signature),
		})),
	]);

/** Is the key valid, by all? @throws TypeError where they differ */
export const isKey = (pubkey: Uint8Array): boolean =>
	agreed([
		{ name: nobleName, answer: decodeKey(pubkey) !== null },
		...(areRow([pubkey]) ? modules : []).map(({ name, bls }) => ({
			name,
			answer: bls.decodeKeys(pubkey) !== null,
		})),
	]);

/** @throws TypeError where they differ */
export const verifyAggregateByAll = async (
	question: SyncAggregateQuestion,
): Promise<boolean> =>
	agreed(
		await Promise.all(
			[{ name: nobleName, bls: nobleBls }, ...modules].map(
				async ({ name, bls }) => ({
					name,
					answer: await bls.verifySyncAggregate(question),
				}),
			),
		),
	);
