import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patternOf, repeated, urlFault } from "../../extension/ui/host.ts";
import {
	clockWords,
	cutOffWords,
	figureWords,
} from "../../extension/ui/known.ts";
import { openStep } from "../../extension/ui/onboarding/steps.ts";
import { strengthOf } from "../../extension/ui/onboarding/strength.ts";
import { wordsOf } from "../../extension/ui/onboarding/words.tsx";
import { total, totalSays } from "../../extension/ui/popup/totals.ts";
import { gradesEn } from "../../extension/ui/say/grades-en.ts";
import {
	figureOf,
	gradeSays,
	gradeShape,
	gradeTone,
	gradeWords,
	journeyOf,
	orderSays,
	provedBalance,
	stepWords,
	syncLeftS,
} from "../../extension/ui/words.ts";
import { anyBalance, anyChain } from "./fake/arbitrary.ts";
import { final, nowMs, rollupOrder, scenes } from "./fake/scenes.ts";

describe("repeated", () => {
	const listed = [{ name: "My node", url: "https://node.example/" }];
	it("refuses an address that is there already, however it is spelled, and a name that is", () => {
		for (const url of [
			"https://node.example",
			"https://NODE.example:443/",
			" https://node.example/ ",
		])
			expect(repeated(listed, "another", url)).toEqual({
				url: "“My node” has this address already.",
				name: null,
			});
		expect(repeated(listed, " My node ", "https://b.example").name).toBe(
			"Another one has this name.",
		);
		const long = "n".repeat(70);
		const cut = [{ name: long.slice(0, 60), url: "https://c.example" }];
		expect(repeated(cut, long, "https://d.example").name).not.toBeNull();
	});
	it("lets anything else be, and what is not typed yet", () => {
		for (const url of ["https://node.example/key", "https:", ""])
			expect(repeated(listed, "b", url)).toEqual({ url: null, name: null });
	});
});

describe("provedBalance", () => {
	it("refuses a number without an amount, a grade, a proof trace, or with a claim alone", () => {
		fc.assert(
			fc.property(anyBalance, (balance) => {
				const proved = provedBalance(balance);
				const may =
					balance.amount !== null &&
					balance.trailId !== null &&
					balance.grade !== null &&
					balance.grade.who !== "claimed";
				expect(proved !== null).toBe(may);
				if (proved !== null)
					expect(proved.amount.toString()).toBe(balance.amount);
			}),
			{ numRuns: 500 },
		);
	});
});

describe("total", () => {
	it("counts proved native coins of one kind and nothing else", () => {
		fc.assert(
			fc.property(fc.array(anyChain, { maxLength: 6 }), (chains) => {
				const sum = total(chains);
				const coins = chains.flatMap(({ balances }) =>
					balances.filter(({ token }) => token === null).slice(0, 1),
				);
				if (coins.length === 0) {
					expect(sum).toBeNull();
					return;
				}
				const counted = coins.filter(
					(coin) =>
						coin.symbol === coins[0]?.symbol &&
						coin.decimals === coins[0]?.decimals &&
						provedBalance(coin) !== null,
				);
				expect(sum?.proved).toBe(counted.length);
				expect(sum?.amount ?? null).toBe(
					counted.length === 0
						? null
						: counted.reduce(
								(all, { amount }) => all + BigInt(amount ?? 0),
								0n,
							),
				);
			}),
			{ numRuns: 500 },
		);
	});
	it("never falls because an engine was started anew: it counts what was known last, and says so", () => {
		const before = total(scenes.plain.view.chains);
		const after = total(scenes.restarted.view.chains);
		expect(after?.amount).toBe(before?.amount);
		expect([before?.how, after?.how]).toEqual(["proved", "last"]);
		expect(after && totalSays(after, nowMs).says).toMatch(
			/^Last proved .* ago\. Grey until it is checked again\.$/,
		);
	});
	it("calls what was proved too long ago old, and never proved now", () => {
		const sum = total(scenes.withheld.view.chains);
		expect(sum).toMatchObject({ how: "old", old: 2, last: 0 });
		expect(sum && totalSays(sum, nowMs).says).toMatch(
			/^Proved .* ago, not checked since\.$/,
		);
	});
	it("says what it did not count", () => {
		const sum = total(scenes.full.view.chains);
		expect(sum?.amount).toBe(4_061_234_567_890_123_456n);
		expect(sum && totalSays(sum, nowMs)).toEqual({
			says: "Proved, the oldest part 1 h 2 min ago",
			besides: ["1 chain not proved, so not counted"],
		});
		const none = total(scenes.syncing.view.chains);
		expect(none && totalSays(none, nowMs).says).toMatch(/no number/);
	});
});

describe("a number that is not of now", () => {
	it("is never called proved, and is no source of a payment", () => {
		const [, chain] = scenes.restarted.view.chains;
		const [balance] = chain?.balances ?? [];
		if (balance === undefined) throw new Error("no balance");
		expect(provedBalance(balance)).toBe(null);
		const figure = figureOf(balance);
		expect(figure?.how).toBe("last");
		expect(figure && figureWords(figure, nowMs)).toBe(
			"last proved 3 min ago, being checked again",
		);
		const [old] = scenes.withheld.view.chains[0]?.balances ?? [];
		const aged = old && figureOf(old);
		expect(aged && figureWords(aged, nowMs)).toBe("proved 3 h ago, not since");
	});
	it("is no number where nobody stands behind what is there now", () => {
		const claimed = {
			...scenes.plain.view.chains[0]?.balances[0],
			trailId: "a",
			token: null,
			symbol: "ETH",
			decimals: 18,
			amount: "1",
			blockNumber: 1,
			note: null,
			grade: { ...final, who: "claimed" as const },
			lastKnown: { amount: "9", asOfS: 1 },
		};
		expect(figureOf(claimed)).toBe(null);
	});
});

describe("endpoints that fall silent", () => {
	it("are told of with the time since, and so is a head that stays", () => {
		expect(cutOffWords(scenes.plain.view, nowMs)).toBe(null);
		expect(cutOffWords(scenes.offline.view, nowMs)).toMatch(
			/^Nobody has answered since \d\d?:\d\d/,
		);
		expect(cutOffWords(scenes.withheld.view, nowMs)).toMatch(
			/^No new header since /,
		);
		const yesterday = clockWords(nowMs - 86_400_000, nowMs);
		expect(yesterday).toMatch(/, \d\d?:\d\d/);
	});
});

describe("an order on a rollup", () => {
	const { rollup } = rollupOrder;
	const of = (
		state: "sent" | "included" | "final",
		claimed: "waiting" | "made" | "committed" | "proven" | null = null,
	) =>
		orderSays({
			state,
			rollup: rollup === null ? null : { ...rollup, claimed },
		});
	it("calls what a node says a claim, and proved only what was rechecked", () => {
		for (const claimed of ["waiting", "made", "committed", "proven"] as const) {
			expect(of("sent", claimed)).toMatch(/^A node claims: /);
			expect(of("sent", claimed)).toContain("Nothing is proved yet");
		}
		expect(of("included")).toContain("not been checked again here yet");
		expect(of("final")).toContain("the proof was checked again here");
		expect(stepWords("final", rollupOrder)).toBe("rechecked");
		expect(stepWords("final", { rollup: null })).toBe("final");
	});
});

describe("a total", () => {
	it("counts nothing on a chain whose proof failed", () => {
		const sum = total(scenes.halted.view.chains);
		expect(sum).toMatchObject({
			amount: 2_500_000_000_000_000_000n,
			proved: 1,
			stopped: 1,
			warned: 0,
		});
		expect(sum && totalSays(sum, nowMs).besides).toContain(
			"1 chain stopped, so not counted",
		);
	});
	it("says that a part of it carries a warning", () => {
		const sum = total(scenes.rollup.view.chains);
		expect(sum?.warned).toBe(1);
		expect(sum && totalSays(sum, nowMs).besides).toContain(
			"1 chain with a warning",
		);
	});
});

describe("a grade", () => {
	it("says what a recheck does not catch", () => {
		expect(
			gradeSays({ ...final, who: "accepted", validity: "rechecked" }),
		).toContain("not a forged deposit: deposits rest on L1's committee");
	});
	it("is told apart by words and by shape, not by colour alone", () => {
		const seen = new Map<string, string>();
		for (const who of ["l1", "claimed", "proposed", "accepted"] as const)
			for (const finality of ["final", "optimistic"] as const) {
				const grade = { ...final, who, finality };
				const key = `${gradeTone(grade)} ${gradeShape(grade)}`;
				const words = gradeWords(grade);
				expect(words).not.toBe("");
				if (who !== "claimed") {
					expect([...seen.values()]).not.toContain(words);
					seen.set(key, words);
				}
			}
	});
	it("never calls a claimed root verified, proved or final", () => {
		for (const finality of ["final", "optimistic"] as const) {
			const words = gradeWords({ ...final, who: "claimed", finality });
			expect(words).toBe("claimed, not proved");
		}
	});
	it("names a recheck and an open window", () => {
		expect(
			gradeWords({ ...final, who: "accepted", validity: "rechecked" }),
		).toBe("accepted, rechecked here");
		expect(
			gradeWords({
				...final,
				who: "proposed",
				validity: "window-open",
				finality: "optimistic",
			}),
		).toBe("proposed, not settled on Ethereum yet, L1 not final yet");
	});
});

describe("progress", () => {
	it("shows how far an order is, and where its line broke", () => {
		expect(journeyOf({ state: "waiting", hash: null })).toEqual({
			reached: 1,
			broken: false,
		});
		expect(journeyOf({ state: "final", hash: "0x" })).toEqual({
			reached: 5,
			broken: false,
		});
		expect(journeyOf({ state: "refused", hash: null })).toEqual({
			reached: 1,
			broken: true,
		});
		expect(journeyOf({ state: "lost", hash: "0x" })).toEqual({
			reached: 3,
			broken: true,
		});
	});
	it("says what of an order on a layer 2 is written to Ethereum, and what cannot be read there", () => {
		const hash = `0x${"ab".repeat(32)}` as const;
		const onRollup = { isClaimed: true, heldBackWei: "0" };
		const posted = { blockNumber: 26_000_000, hash };
		const order = { state: "sent", rollup: null } as const;
		const says = (more: object): string =>
			orderSays({ ...order, onRollup: { ...onRollup, ...more } });
		expect(says({ posted })).toMatch(/Ethereum: block 26000000\. Whoever/);
		expect(says({})).not.toContain("Whoever");
		expect(says({ unread: "batch-unread" })).toBe(
			`${says({})} ${gradesEn.layerUnread}`,
		);
		expect(says({ unread: "blob-unproven" })).toBe(
			`${says({})} ${gradesEn.layerUnproven}`,
		);
		const reached = (more: object): number =>
			journeyOf({
				...{ state: "sent", hash },
				onRollup: { ...onRollup, ...more },
			}).reached;
		expect([reached({}), reached({ posted })]).toEqual([3, 4]);
		const words = { rollup: null, onRollup };
		expect(stepWords("included", words)).toBe(gradesEn.writtenToEthereum);
		expect(stepWords("final", words)).toBe(gradesEn.underARoot);
	});
	it("estimates nothing before there is a pace", () => {
		const { sync } = scenes.syncing.view;
		expect(syncLeftS({ ...sync, done: 0 }, nowMs)).toBeNull();
		expect(syncLeftS({ ...sync, startedMs: null }, nowMs)).toBeNull();
		expect(syncLeftS({ ...sync, done: 27 }, nowMs)).toBeNull();
		expect(syncLeftS(sync, nowMs)).toBeCloseTo(42);
	});
});

describe("onboarding", () => {
	it("asks for the key before the checkpoint, whichever the engine names first", () => {
		const { network } = scenes.full.view;
		const at = (setup: "checkpoint" | "keys" | "done", vault: boolean) =>
			openStep({ setup, network }, vault);
		expect(at("checkpoint", false)).toBe("keys");
		expect(at("keys", false)).toBe("keys");
		expect(at("checkpoint", true)).toBe("checkpoint");
		expect(at("done", true)).toBe("done");
		expect(at("done", false)).toBe("keys");
		// Ethereum where none is chosen: nobody has to choose it
		expect(openStep({ setup: "network", network: null }, true)).toBe(
			"endpoints",
		);
	});
	it("calls no short or common password good", () => {
		expect(strengthOf("short").level).toBe(0);
		for (const guessed of ["password1", "12345678", "aaaaaaaaaaaa", "1a1a1a1a"])
			expect(strengthOf(guessed).level).toBe(0);
		for (const weak of ["summer2026", "correcthor"])
			expect(strengthOf(weak).level).toBe(1);
		expect(strengthOf("basalt-Orchid-7-teapot-9").level).toBe(3);
		expect(strengthOf("correct horse battery staple").level).toBeGreaterThan(1);
	});
	it("finds the words of a phrase however they were pasted", () => {
		expect(wordsOf(" 1. Harbor\n2. lamp,north ")).toEqual([
			"harbor",
			"lamp",
			"north",
		]);
		expect(wordsOf("  ")).toEqual([]);
	});
	it("refuses endpoints that would be read or changed on the way", () => {
		for (const url of [
			"http://example.com",
			"ws://localhost:8545",
			"ftp://example.com",
			"https://me:secret@example.com",
			"javascript:alert(1)",
			"example.com",
			"http://localhost.example.com",
		])
			expect(urlFault(url), url).not.toBeNull();
		for (const url of [
			"https://rpc.example/v1/key",
			"http://localhost:5052",
			"http://127.0.0.1:8545",
		])
			expect(urlFault(url), url).toBeNull();
	});
	it("asks the browser for one host and not for more", () => {
		expect(patternOf("https://rpc.example/v1/key?x=1")).toBe(
			"https://rpc.example/*",
		);
		expect(patternOf("http://localhost:8545")).toBe("http://localhost/*");
	});
});
