// What an OP rollup's sequencer says now: shown where its own key signed it, it is of now, and a node's proof leads there; refused otherwise.

import { describe, expect, it } from "vitest";
import { fromHex, toHex, utf8 } from "../../../../src/base/bytes.ts";
import { asFault } from "../../../../src/base/fault.ts";
import { keccak256 } from "../../../../src/crypto/hash.ts";
import { Attested } from "../../../../src/trust/attested.ts";
import { Verified } from "../../../../src/trust/verified.ts";
import type { MadeBlock } from "../../../state/chain.ts";
import {
	encodePayload,
	person,
	profile,
	signPayload,
} from "../../rollup-world.ts";
import { game, openFollowed, type Setup } from "./followed.ts";

const games = (l2: MadeBlock[]) => [game(1, l2, 110)];
const last = (l2: MadeBlock[], back = 0): MadeBlock => {
	const found = l2.at(-1 - back);
	if (found === undefined) throw new Error("no block");
	return found;
};
/** Of every made payload. */
const saidAtS = 1_700_000_000;
const signed = (l2: MadeBlock[], back = 0) =>
	signPayload(encodePayload(last(l2, back)));

/** The wallet has read the newest root, and it is five seconds after the sequencer's newest block. */
const asked = async (setup: Setup, laterS = 5) => {
	const followed = openFollowed({ games, ...setup });
	const { rollup, header, clock } = followed;
	await rollup.captureAhead();
	const { block } = await rollup.newest(header());
	clock.at = 1000 * (saidAtS + laterS);
	return {
		...followed,
		proved: block.value,
		said: () => {
			if (rollup.said === undefined) throw new Error("nothing is read");
			return rollup.said(person);
		},
	};
};
const codeOf = async (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "none",
		(thrown: unknown) => asFault(thrown).code,
	);

describe("what the sequencer says", () => {
	it("is the balance in its newest block, with its time and key, and is nothing verified", async () => {
		const { said, l2, proved } = await asked({
			latest: [(all) => signed(all)],
		});
		const found = await said();
		expect(found.value).toMatchObject({
			address: person,
			chainId: profile.chainId,
			blockNumber: last(l2).number,
			timestampS: saidAtS,
			// as it is in each block of the made chain
			balanceWei: BigInt(last(l2).number),
		});
		expect(found.value.blockNumber).toBeGreaterThan(proved.blockNumber);
		expect(Attested.is(found)).toBe(true);
		expect(Verified.is(found)).toBe(false);
		expect(found.key).toMatch(/^0x[0-9a-f]{40}$/);
	});

	it("is taken as Helios' server has it: the same bytes, the signature in words", async () => {
		const asHelios = (all: MadeBlock[]) => {
			const { payload, signature } = signed(all);
			const bytes = fromHex(signature);
			const word = (from: number) =>
				`0x${BigInt(toHex(bytes.subarray(from, from + 32))).toString(16)}`;
			const yParity = `0x${bytes[64]}`;
			return { data: payload, signature: { r: word(0), s: word(32), yParity } };
		};
		const one = await asked({ latest: [asHelios] });
		const other = await asked({ latest: [(all) => signed(all)] });
		expect((await one.said()).value).toEqual((await other.said()).value);
	});

	it("is the newest of what the relays have, whoever is late, silent or lies", async () => {
		const { said, l2 } = await asked({
			latest: [
				(all) => signed(all, 4),
				() => null,
				(all) =>
					signPayload(encodePayload(last(all)), keccak256(utf8("mallory"))),
				(all) => signed(all),
			],
		});
		expect((await said()).value.blockNumber).toBe(last(l2).number);
	});
});

describe("what is no word of the sequencer's on now", () => {
	const mallory = keccak256(utf8("mallory"));
	it.each<[string, string, Setup, number]>([
		[
			"another key's signature",
			"sequencer-signature",
			{ latest: [(all) => signPayload(encodePayload(last(all)), mallory)] },
			5,
		],
		[
			"a signature for another chain",
			"sequencer-signature",
			{
				latest: [
					(all) => signPayload(encodePayload(last(all)), undefined, 902),
				],
			},
			5,
		],
		[
			"another balance than what was signed: one bit of the state root",
			"sequencer-signature",
			{
				latest: [
					(all) => {
						const { payload, signature } = signed(all);
						const bytes = fromHex(payload);
						bytes[90] = (bytes[90] ?? 0) ^ 1;
						return { payload: toHex(bytes), signature };
					},
				],
			},
			5,
		],
		[
			"what is older than two minutes",
			"said-old",
			{ latest: [(all) => signed(all)] },
			121,
		],
		[
			"what comes from the future",
			"said-old",
			{ latest: [(all) => signed(all)] },
			-16,
		],
		["nothing", "said-old", { latest: [() => null] }, 5],
		["a relay that is not there", "not-followed", { latest: [] }, 5],
		[
			"a node with another block",
			"not-anchored",
			{
				latest: [(all) => signed(all)],
				l2: (honest) => ({
					blocks: honest.map((block) =>
						block === last(honest)
							? { ...last(honest, 1), number: block.number }
							: block,
					),
				}),
			},
			5,
		],
	])("%s is refused", async (_, code, setup, laterS) => {
		const { said } = await asked(setup, laterS);
		expect(await codeOf(said())).toBe(code);
	});

	it("a block that the newest root has already is refused", async () => {
		const { said } = await asked({
			games: (l2) => [game(1, l2, last(l2).number)],
			latest: [(all) => signed(all)],
		});
		expect(await codeOf(said())).toBe("said-old");
	});

	it("two words on one block are refused: whoever signs both says nothing", async () => {
		const { said } = await asked({
			latest: [
				(all) => signed(all),
				(all) => {
					const payload = encodePayload(last(all));
					payload[90] = (payload[90] ?? 0) ^ 1;
					return signPayload(payload);
				},
			],
		});
		expect(await codeOf(said())).toBe("sequencer-signature");
	});

	it("nothing is asked before L1 says whose key it is", async () => {
		const { rollup } = openFollowed({ games, latest: [(all) => signed(all)] });
		expect(await codeOf(rollup.said?.(person) ?? Promise.resolve())).toBe(
			"not-synced",
		);
	});
});
