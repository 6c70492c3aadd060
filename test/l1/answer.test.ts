import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex } from "../../src/base/bytes.ts";
import {
	decodeObject,
	decodeUpdates,
	encodeVersioned,
	forkOfBytes,
	splitStream,
} from "../../src/l1/answer.ts";
import { forkDigests, signingRoot } from "../../src/l1/domain.ts";
import { knownNetworks, type L1Network } from "../../src/l1/network.ts";
import { madeNetwork, madeStream, makeChain } from "./made.ts";
import { asJson } from "./world.ts";

const crossing: L1Network = {
	...madeNetwork,
	forks: (["altair", "bellatrix", "capella", "deneb", "electra"] as const).map(
		(name, i) => ({ name, version: `0x0${i}000001`, epoch: 2 * i }),
	),
};
const chain = makeChain({ network: crossing });

describe("the fork of an answer", () => {
	it("is read off bare bytes by the slot inside", () => {
		for (const [slot, fork] of [
			[9, "altair"],
			[17, "bellatrix"],
			[33, "capella"],
			[49, "deneb"],
			[65, "electra"],
		] as const) {
			for (const kind of ["update", "finality", "optimistic"] as const)
				expect(forkOfBytes(crossing, kind, chain.update(kind, slot).ssz)).toBe(
					fork,
				);
			expect(
				forkOfBytes(crossing, "bootstrap", chain.bootstrap(slot).ssz),
			).toBe(fork);
		}
	});

	it("is unknown where the bytes have a later form than the network's file has there", () => {
		const old = { ...crossing, forks: crossing.forks.slice(0, 4) };
		const { ssz } = chain.update("update", 65);
		expect(() => forkOfBytes(old, "update", ssz)).toThrow("unknown-fork");
		expect(() =>
			encodeVersioned(
				old,
				"update",
				asJson(chain, "update", chain.update("update", 65)),
			),
		).toThrow("unknown-fork");
	});

	it("is refused where no fork reads the bytes", () => {
		expect(() => forkOfBytes(crossing, "update", new Uint8Array(500))).toThrow(
			"bad-ssz",
		);
	});

	it("is the header's where the node sends one, and unknown names are not guessed at", () => {
		const { ssz } = chain.update("finality", 65);
		const answer = { form: "ssz", version: "electra", bytes: ssz } as const;
		expect(decodeObject(crossing, "finality", answer).fork).toBe("electra");
		expect(() =>
			decodeObject(crossing, "finality", { ...answer, version: "heze" }),
		).toThrow("unknown-fork");
		expect(
			decodeObject(crossing, "finality", { ...answer, version: null }).fork,
		).toBe("electra");
	});
});

describe("JSON", () => {
	it("gives the same bytes as SSZ", () => {
		const encoded = chain.update("update", 65);
		const json = asJson(chain, "update", encoded);
		expect(toHex(encodeVersioned(crossing, "update", json).ssz)).toBe(
			toHex(encoded.ssz),
		);
		expect(
			decodeUpdates(crossing, { form: "json", json: [json, json] }, 2),
		).toHaveLength(2);
	});

	it("is refused without a version, with a missing field, as no list, beyond the count", () => {
		const { data } = asJson(chain, "update", chain.update("update", 65));
		const wrong = (json: unknown) => () =>
			decodeUpdates(crossing, { form: "json", json }, 1);
		expect(wrong([{ data }])).toThrow("bad-field");
		expect(wrong([{ version: "electra", data: {} }])).toThrow("bad-field");
		expect(wrong({ data: [] })).toThrow("bad-field");
		expect(wrong([{}, {}])).toThrow("bad-field");
		expect(wrong([{ version: "phase0", data }])).toThrow("unknown-fork");
	});
});

describe("a stream of updates", () => {
	const updates = [33, 49, 65].map((slot) => chain.update("update", slot));
	const stream = madeStream(crossing, updates);

	it("is split by its lengths and digests", () => {
		const items = splitStream(crossing, stream, 3);
		expect(items.map(({ fork }) => fork)).toEqual([
			"capella",
			"deneb",
			"electra",
		]);
		expect(toHex(items[2]?.ssz ?? new Uint8Array())).toBe(
			toHex(updates[2]?.ssz ?? new Uint8Array()),
		);
		expect(splitStream(crossing, new Uint8Array(0), 3)).toEqual([]);
	});

	it("is refused when cut anywhere, beyond the count, or with an unknown digest", () => {
		for (const length of [4, 11, 100, stream.length - 1])
			expect(() => splitStream(crossing, stream.slice(0, length), 3)).toThrow(
				"bad-ssz",
			);
		expect(() => splitStream(crossing, stream, 2)).toThrow("too-large");
		const other = stream.slice();
		other[9] = (other[9] ?? 0) ^ 1;
		expect(() => splitStream(crossing, other, 3)).toThrow("unknown-fork");
		const huge = concat(fromHex("0xffffffffffffff7f"), stream.slice(8));
		expect(() => splitStream(crossing, huge, 3)).toThrow("bad-ssz");
		const tiny = concat(fromHex("0x0300000000000000"), stream.slice(8));
		expect(() => splitStream(crossing, tiny, 3)).toThrow("bad-ssz");
	});
});

describe("fork digests", () => {
	it("of mainnet are those seen on the wire, with each blob limit from Fulu on", () => {
		const [mainnet] = knownNetworks;
		if (mainnet === undefined) throw new Error("no mainnet");
		const digests = forkDigests(mainnet);
		expect(digests.get("0x6a95a1a9")).toBe("deneb");
		expect(digests.get("0xad532ceb")).toBe("electra");
		expect(digests.get("0xbba4da96")).toBe("capella");
		expect(
			[...digests.values()].filter((fork) => fork === "fulu"),
		).toHaveLength(3);
	});

	it("without a blob schedule name no fork from Fulu on", () => {
		const network: L1Network = {
			...madeNetwork,
			forks: [
				...madeNetwork.forks,
				{ name: "fulu", version: "0x06000001", epoch: 9 },
			],
		};
		expect([...forkDigests(network).values()]).not.toContain("fulu");
	});

	it("do not enter what is signed: the version of the slot before does", () => {
		const root = new Uint8Array(32).fill(3);
		const at = (slot: number) => toHex(signingRoot(crossing, root, slot));
		// Deneb begins at slot 48
		expect(at(48)).toBe(at(47));
		expect(at(49)).not.toBe(at(48));
		expect(at(0)).toBe(at(1));
	});
});
