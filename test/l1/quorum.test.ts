// Who may say where trust starts: a majority of all providers that were asked, each counted once.

import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { askQuorum } from "../../src/l1/checkpoint.ts";
import { refusalOf } from "../refused.ts";
import { madeNetwork } from "./made.ts";
import {
	fetchFrom,
	jsonReply,
	makeClock,
	type Node,
	notFound,
} from "./world.ts";

const root = (n: number) => `0x${n.toString(16).padStart(64, "0")}`;
const bad = root(0xbad);
/** Slot 200 is the beginning of epoch 25. */
const nowMs = (madeNetwork.genesisTimeS + 200 * 2) * 1000;

/** A node of the true chain that has finalized up to that epoch, and has the blocks after it too. */
const honest =
	(epoch = 22): Node =>
	(path) => {
		if (path.endsWith("/finality_checkpoints"))
			return jsonReply({
				data: { finalized: { epoch: `${epoch}`, root: root(epoch) } },
			});
		const slot = Number(/blocks\/(\d+)\/root$/.exec(path)?.[1]);
		if (slot > 199) return notFound();
		return jsonReply({
			data: { root: root(slot / 8) },
			finalized: slot <= epoch * 8,
		});
	};

/** Names that epoch as final, and one false root for whatever is asked. */
const liar =
	(epoch = 24): Node =>
	(path) =>
		path.endsWith("/finality_checkpoints")
			? jsonReply({ data: { finalized: { epoch: `${epoch}`, root: bad } } })
			: jsonReply({ data: { root: bad }, finalized: true });

const down: Node = () => {
	throw new Fault("unreachable", "no route");
};

const ask = (
	nodes: { readonly [host: string]: Node },
	operators: { readonly [host: string]: string } = {},
) =>
	askQuorum(
		{ fetch: fetchFrom(nodes), clock: makeClock(nowMs) },
		madeNetwork,
		Object.keys(nodes).map((name) => {
			const operator = operators[name];
			const endpoint = { name, url: `http://${name}` };
			return operator === undefined ? endpoint : { ...endpoint, operator };
		}),
	);

const many = (
	count: number,
	name: string,
	node: Node,
): { readonly [host: string]: Node } =>
	Object.fromEntries(
		Array.from({ length: count }, (_, i) => [`${name}${i}`, node]),
	);

describe("a majority of all that were asked", () => {
	it("never lets two liars among eight choose the checkpoint", async () => {
		for (const epoch of [1, 10, 21, 22, 23, 24, 25, 2 ** 40]) {
			const found = await ask({
				...many(2, "l", liar(epoch)),
				...many(6, "h", honest()),
			});
			expect(found.root, `${epoch}`).toBe(root(22));
			expect(found.dissent.map(({ provider }) => provider)).toEqual([
				"l0",
				"l1",
			]);
		}
	});

	it("refuses where the liars have as many voices as the honest", async () => {
		expect(
			await refusalOf(
				ask({ ...many(4, "l", liar()), ...many(4, "h", honest()) }),
			),
		).toBe("checkpoint-quorum");
	});

	it("counts the silent among those who were asked, and refuses two of four", async () => {
		const nodes = { ...many(2, "l", liar(22)), x: down, y: down };
		expect(await refusalOf(ask(nodes))).toBe("checkpoint-quorum");
		expect(
			await refusalOf(
				ask({ ...many(2, "h", honest()), ...many(2, "d", down) }),
			),
		).toBe("checkpoint-quorum");
	});

	it('takes "not final here" for an objection, and names who says it', async () => {
		const found = await ask({
			...many(3, "h", honest(22)),
			...many(2, "b", honest(21)),
		});
		expect(found.epoch).toBe(22);
		expect(found.dissent).toMatchObject([
			{ provider: "b0", root: null, why: "not-final" },
			{ provider: "b1", root: null, why: "not-final" },
		]);
	});

	it("goes back to the epoch that a majority agrees on, where some are one epoch behind", async () => {
		const six = { ...many(4, "h", honest(22)), ...many(2, "b", honest(21)) };
		expect((await ask(six)).epoch).toBe(22);
		const found = await ask({ ...six, ...many(2, "l", liar(24)) });
		expect(found).toMatchObject({ epoch: 21, root: root(21) });
		expect(found.agree).toEqual(["h0", "h1", "h2", "h3", "b0", "b1"]);
	});
});

describe("providers that count once", () => {
	it("refuses two hosts of one company with one other provider", async () => {
		const nodes = {
			"a.evil.example": liar(22),
			"b.evil.example": liar(22),
			"h.example": honest(),
		};
		const asked = ask(nodes);
		expect(await refusalOf(asked)).toBe("too-few-providers");
		await expect(asked).rejects.toThrow(
			"two of your endpoints belong to evil.example",
		);
	});

	it("refuses two domains of one operator with one other provider", async () => {
		const nodes = { "a.example": liar(), "b.test": liar(), "c.test": honest() };
		expect(
			await refusalOf(ask(nodes, { "a.example": "Acme", "b.test": "acme" })),
		).toBe("too-few-providers");
	});

	it("refuses one endpoint under three names", async () => {
		const endpoints = ["x", "y", "z"].map((name) => ({
			name,
			url: "http://a/",
		}));
		const asked = askQuorum(
			{ fetch: fetchFrom({ a: honest() }), clock: makeClock(nowMs) },
			madeNetwork,
			endpoints,
		);
		expect(await refusalOf(asked)).toBe("too-few-providers");
	});

	it("counts three hosts of one company once, against two others", async () => {
		const found = await ask({
			"a.evil.example": liar(22),
			"b.evil.example": liar(22),
			"c.evil.example": liar(22),
			"h.example": honest(),
			"i.example": honest(),
		});
		expect(found.root).toBe(root(22));
		expect(found.dissent).toHaveLength(1);
	});

	it("takes hosts of one company that differ for an objection", async () => {
		const found = await ask({
			"a.one.example": honest(),
			"b.one.example": liar(22),
			"h.example": honest(),
			"i.example": honest(),
		});
		expect(found.dissent).toMatchObject([{ root: null, why: "differs" }]);
		expect(
			await refusalOf(
				ask({
					"a.one.example": honest(),
					"b.one.example": liar(22),
					"h.example": honest(),
					"i.example": down,
				}),
			),
		).toBe("checkpoint-quorum");
	});

	it("goes by the host of a company that answers, where another is down", async () => {
		const found = await ask({
			"a.one.example": down,
			"b.one.example": honest(),
			"h.example": honest(),
			"i.example": liar(22),
		});
		expect(found.root).toBe(root(22));
		expect(found.agree).toHaveLength(2);
	});
});
