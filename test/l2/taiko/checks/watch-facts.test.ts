// What the watch sees of a Taiko rollup, and that it sees nothing in contracts that are not the known ones.

import { describe, expect, it } from "vitest";
import { cadenceOf } from "../../../../src/exit/cadence.ts";
import { upgradersOf } from "../../../../src/exit/upgraders.ts";
import { exitCall, kindOf, shippedRollups } from "../../../../src/l2/checks.ts";
import { type Look, lookOf } from "../../../../src/l2/look.ts";
import { pinnedWanted } from "../../../../src/l2/pinned.ts";
import { noSigns } from "../../../../src/l2/signs.ts";
import { taikoChecks } from "../../../../src/l2/taiko/checks/kind.ts";
import type { WantedAccount } from "../../../../src/state/capture.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { World } from "../../../state/chain.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { implementationSlot } from "../../rollup-world.ts";
import {
	finalizedAtS,
	l1TimeS,
	type Put,
	packCore,
	putForced,
	taikoProfile,
	taikoWorld,
} from "../world.ts";

const { contracts } = taikoProfile;
const { inbox, signalService, bridge } = contracts;
const { pinned, wanted, more, signs, shown, upgraders } = taikoChecks;

const reading = (world: World, some: readonly WantedAccount[]): Look => {
	const header = headerOver(world);
	const slotsOf = new Map<WantedAccount["address"], Set<`0x${string}`>>();
	for (const { address, slots } of some)
		slotsOf.set(address, new Set([...(slotsOf.get(address) ?? []), ...slots]));
	return lookOf({
		basis: header,
		reads: [...slotsOf].map(([address, slots]) =>
			proofsOf(header, world, address, [...slots]),
		),
	});
};

/** All that a look reads, and what it leads to. */
const lookAt = (change: (put: Put, world: World) => void = () => {}): Look => {
	const world = taikoWorld(change);
	const first = [
		...pinnedWanted(pinned(taikoProfile)),
		...wanted(taikoProfile),
	];
	const look = reading(world, first);
	return reading(world, [...first, ...more(taikoProfile, look)]);
};

describe("the watch of a Taiko rollup", () => {
	it("sees proposals, proofs and their time, and a queue in which nothing waits", () => {
		expect(signs(taikoProfile, lookAt())).toEqual({
			...noSigns,
			batchCount: 30_807,
			rootCount: 30_804,
			lastRootS: finalizedAtS,
			queue: { length: 3, taken: 3, headEnqueuedS: null, headDeadlineS: null },
			paused: false,
		});
		expect(shown(taikoProfile, lookAt()).map(({ value }) => value)).toEqual([
			"99",
			"2",
		]);
	});

	it("sees since when the oldest forced inclusion waits, and from when on no proposal may leave it out", () => {
		const cameS = l1TimeS - 1000;
		const look = lookAt((put) => {
			put(inbox.address, wordHex(256), 4n | (6n << 48n));
			putForced(put, 3, cameS - 500);
			putForced(put, 4, cameS);
			putForced(put, 5, cameS + 500);
		});
		expect(signs(taikoProfile, look).queue).toEqual({
			length: 6,
			taken: 4,
			headEnqueuedS: cameS,
			headDeadlineS: cameS + 576,
		});
	});

	it("says nothing of a queue whose ends cannot be", () => {
		for (const word of [5n | (4n << 48n), 1n << 96n])
			expect(
				signs(
					taikoProfile,
					lookAt((put) => put(inbox.address, wordHex(256), word)),
				).queue,
			).toBeNull();
	});

	it.each([
		["inbox", inbox],
		["signal service", signalService],
		["bridge", bridge],
	] as const)(
		"sees that the %s is paused: by a two, not by the one that it has while it runs",
		(_, one) => {
			const paused = (word: bigint) =>
				signs(
					taikoProfile,
					lookAt((put) => put(one.address, wordHex(201), word)),
				).paused;
			expect(paused(0x0201n)).toBe(true);
			expect(paused(0x0102n)).toBe(false);
		},
	);

	it("takes no word of a contract that is not the known one", () => {
		const look = lookAt((put) => put(inbox.address, implementationSlot, 5n));
		expect(signs(taikoProfile, look)).toEqual(noSigns);
		expect(shown(taikoProfile, look).map(({ value }) => value)).toEqual([
			null,
			null,
		]);
		expect(more(taikoProfile, look)).toEqual([]);
	});

	it("counts nothing where the place of its counts holds something else", () => {
		for (const word of [0n, packCore({ next: 3, finalized: 9 })])
			expect(
				signs(
					taikoProfile,
					lookAt((put) => put(inbox.address, wordHex(252), word)),
				),
			).toMatchObject({ batchCount: null, rootCount: null, lastRootS: null });
	});

	it("says the same pause where one contract was not read, and not that none is paused", () => {
		const look = lookAt((put) => {
			put(inbox.address, implementationSlot, 5n);
			put(bridge.address, wordHex(201), 0x0201n);
		});
		expect(signs(taikoProfile, look).paused).toBe(true);
		const running = lookAt((put) => put(inbox.address, implementationSlot, 5n));
		expect(signs(taikoProfile, running).paused).toBeNull();
	});
});

describe("who can change Taiko's contracts", () => {
	it("is the DAO's controller, at once as far as Ethereum shows", () => {
		const [one, ...rest] = upgradersOf(taikoProfile, lookAt());
		expect(rest).toEqual([]);
		expect(one).toMatchObject({
			contracts: ["inbox", "signalService", "bridge"],
			delayS: null,
			isProxied: true,
			says: {
				code: "taiko.upgrader.controller",
				params: { owner: taikoProfile.controller },
			},
		});
	});

	it("is another where a contract has another owner, and unknown where it has none", () => {
		const found = upgraders(
			taikoProfile,
			lookAt((put) => {
				put(bridge.address, wordHex(51), BigInt(`0x${"dd".repeat(20)}`));
				put(signalService.address, wordHex(51), 0n);
			}),
		);
		expect(
			found.map(({ contracts: names, says }) => [names, says.code]),
		).toEqual([
			[["inbox"], "taiko.upgrader.controller"],
			[["signalService"], "taiko.upgrader.unread"],
			[["bridge"], "taiko.upgrader.other"],
		]);
	});

	it("is not said of a contract that is not the known one", () => {
		const look = lookAt((put) => put(bridge.address, implementationSlot, 5n));
		expect(
			upgraders(taikoProfile, look).flatMap(({ contracts: names }) => names),
		).toEqual(["inbox", "signalService"]);
	});
});

describe("the profile of Taiko that ships", () => {
	const shipped = shippedRollups.find(({ name }) => name === "taiko");
	if (shipped === undefined) throw new Error("none ships");

	it("says of each pin how it is known", () => {
		const known = Object.values(shipped.contracts).flatMap((one) => [
			one.known?.code.how,
			one.known?.implementation?.how,
		]);
		expect(known).toEqual(Array.from({ length: 6 }, () => "deployment"));
		expect(shipped.vm).toBeUndefined();
	});

	it("offers no way out, and says what is possible all the same", async () => {
		const words = kindOf(shipped).noExit(shipped);
		expect(words?.possible.length).toBeGreaterThan(2);
		expect(words?.impossible.map(({ code }) => code)).toContain(
			"taiko.no-exit.impossible.here",
		);
		expect(() =>
			exitCall(shipped, `0x${"11".repeat(20)}`, { kind: "taiko" } as never),
		).toThrow("unverifiable-method");
	});

	it("is judged by the pace of proofs that its operator published", () => {
		expect(cadenceOf(shipped, "root")?.everyS).toBe(7200);
		expect(cadenceOf(shipped, "batch")).toBeNull();
	});
});
