import { expect, test } from "vitest";
import {
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

const here = { nowMs: 1_800_000_000_000, folder: "my exits" };

const stage = (given: Partial<StageView>): StageView => ({
	id: "force",
	title: "Ask Ethereum",
	words: "One transaction.",
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
