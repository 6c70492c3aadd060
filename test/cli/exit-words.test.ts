import { expect, test } from "vitest";
import {
	approvalLines,
	listLines,
	mapLines,
	newsLines,
	waitWords,
} from "../../src/cli/exit-words.ts";
import {
	type ExitView,
	exitView,
	type StageView,
} from "../../src/protocol/exit-views.ts";
import type { ApprovalView } from "../../src/protocol/views.ts";
import { messageOf } from "../said.ts";

const here = { nowMs: 1_800_000_000_000, folder: "my exits" };

const stage = (given: Partial<StageView>): StageView => ({
	id: "force",
	title: "Ask Ethereum",
	words: ["One transaction."],
	state: "yours",
	untilS: null,
	doneS: null,
	seenMs: null,
	risk: null,
	proof: null,
	order: null,
	costWei: null,
	...given,
});

const view = (given: Partial<ExitView> = {}): ExitView =>
	exitView(
		{
			id: "one",
			way: "toy",
			title: "Leave by the toy",
			chainId: 10,
			chainTitle: "Toyland",
			account: `0x${"ab".repeat(20)}`,
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: "1500000000000000000",
			startedMs: 1,
			endsS: null,
			stages: [
				stage({}),
				stage({ id: "wait", title: "The wait", state: "later" }),
			],
			click: { stage: "force", label: "Ask" },
			outcome: "under-way",
			fault: null,
			lookedMs: here.nowMs - 90_000,
			drill: false,
			saved: false,
			...given,
		},
		"view",
	);

test("the map names the next command so that a shell takes it", () => {
	const lines = mapLines(view(), here);
	expect(lines[0]).toBe("Leave by the toy: 1.5 ETH from Toyland");
	expect(lines).toContain("  [>] Ask Ethereum");
	expect(lines).toContain(
		"    sextant exit step one --folder 'my exits' --stage force",
	);
	expect(mapLines(view(), { ...here, folder: "it's" }).join("\n")).toContain(
		"--folder 'it'\\''s'",
	);
});

test("a time is said with how far off it is, in both directions", () => {
	const at = (untilS: number): string =>
		mapLines(
			view({ stages: [stage({ state: "waiting", untilS })] }),
			here,
		).join("\n");
	expect(at(1_800_000_300)).toContain("until 2027-01-15T08:05:00Z (in 5 min)");
	expect(at(1_799_999_940)).toContain("until 2027-01-15T07:59:00Z (1 min ago)");
});

test("what is shown again is what changed, and nothing when nothing did", () => {
	const before = view();
	expect(newsLines(before, view({ lookedMs: 5 }), here)).toEqual([]);
	const news = newsLines(
		before,
		view({
			click: null,
			stages: [
				stage({ state: "done" }),
				stage({ id: "wait", title: "The wait", state: "later" }),
			],
		}),
		here,
	);
	expect(news.join("\n")).toContain("[x] Ask Ethereum");
	expect(news.join("\n")).not.toContain("The wait");
	const failed = newsLines(
		before,
		view({
			fault: {
				kind: "unavailable",
				code: "unreachable",
				detail: "no connection",
				source: null,
			},
		}),
		here,
	);
	expect(failed.at(-1)).toBe(
		"  not looked at anew: unreachable, no connection",
	);
});

test("a refusal to sign names what the exit waits for", () => {
	const waits = stage({
		id: "wait",
		title: "The wait",
		state: "waiting",
		untilS: 1_800_007_200,
	});
	expect(waitWords(view({ stages: [waits] }), here)).toBe(
		'exit one waits at "The wait", until 2027-01-15T10:00:00Z (in 2 h)',
	);
	expect(waitWords(view({ outcome: "done" }), here)).toContain("it is done");
	expect(waitWords(view({ outcome: "impossible" }), here)).toContain(
		"cannot go on",
	);
});

test("the list says how old it is, and that an imported exit was not looked at", () => {
	expect(listLines(view(), here)[1]).toBe("  under-way, as it was 1 min ago");
	expect(listLines(view({ lookedMs: null }), here)[1]).toContain(
		"not looked at here yet",
	);
});

test("never asks for a yes without the network, what receives it and what is not known, as the signer says them", () => {
	const hash: `0x${string}` = `0x${"1".repeat(64)}`;
	const token: `0x${string}` = `0x${"d1".repeat(20)}`;
	const approval: ApprovalView = {
		id: "one",
		order: hash,
		shown: hash,
		chain: { title: "Toynet", symbol: "TOY", decimals: 18 },
		recipient: { kind: "delegated", codeHash: hash },
		unknowns: ["Whether it rains."],
		rests: [
			{
				what: "Your nonce and balance",
				trailId: hash,
				grade: {
					who: "l1",
					validity: "none",
					finality: "final",
					asOfS: 1_799_999_940,
				},
				blockNumber: 5,
			},
		],
		origin: null,
		chainId: 7,
		from: token,
		to: token,
		valueWei: "0",
		data: "0x",
		nonce: 0,
		gasLimit: 21_000,
		maxFeePerGasWei: "1",
		mostFeeWei: "21000",
		mostLeavesWei: "500000000000000000",
		balanceWei: "500000000000000000",
		checkpoint: hash,
		headSlot: 1,
		asOfS: 1_800_000_000,
		steps: 1,
		rollup: null,
		exit: null,
	};
	const said = approvalLines(approval, here.nowMs).join("\n");
	expect(said).toContain("on   Toynet, chain 7");
	expect(said).toContain("an account that runs code it was given");
	expect(said).toContain("leaves at most 0.5 TOY");
	expect(said).toContain(`an account that runs code it was given: ${hash}`);
	expect(said).toContain("of 0.5 TOY that are proved to be there");
	expect(said).toContain("gas at most 21000 at 0.000000001 gwei at most");
	expect(said).toContain(
		"Your nonce and balance: l1, validity none, final, 1 min",
	);
	// who asks is the engine's word: never a line like those that the signer checked
	expect(said).not.toMatch(/^ *asked by/m);
	expect(said).toContain(
		"the engine says: asked by you, in this wallet (the signer cannot check who asks)",
	);
	const hidden = approvalLines(
		{ ...approval, origin: "https://a.example\n  pays 0 TOY" },
		here.nowMs,
	);
	expect(hidden.join("\n").split("\n")).toHaveLength(hidden.length);
	expect(said).toContain("pays 0 TOY, and calls nothing");
	expect(said).toContain("not known: Whether it rains.");
	const exit: NonNullable<ApprovalView["exit"]> = {
		rollupChainId: 10,
		rollupTitle: "Toyland",
		step: "op-finalize",
		title: messageOf("Take it"),
		says: [],
		arrives: { token, amount: "1500000", named: null },
		isCodeKnown: false,
		contract: token,
		codeHash: hash,
	};
	const unnamed = approvalLines({ ...approval, exit }, here.nowMs).join("\n");
	expect(unnamed).toContain(
		`arrives: 1500000 of the smallest units of ${token}`,
	);
	expect(unnamed).toContain(
		`the contract ${token} runs code that no network file here names: ${hash}`,
	);
	expect(unnamed).toContain("out of Toyland, chain 10");
	const named = approvalLines(
		{
			...approval,
			exit: {
				...exit,
				arrives: {
					token,
					amount: "1500000",
					named: { symbol: "USDX", decimals: 6 },
				},
			},
		},
		here.nowMs,
	).join("\n");
	expect(named).toContain(`arrives: 1.5 USDX (${token})`);
});
