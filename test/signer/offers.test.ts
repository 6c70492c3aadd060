// Room for orders: what sites ask for takes none of what the person's own need.

import { describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { type Offers, openOffers } from "../../src/signer/offers.ts";
import { composeTransfer, offerOf } from "../../src/wallet/order.ts";
import { a, account, h, scene, timeS } from "../receipt/world.ts";
import { quickVault } from "../vault-scrypt.ts";

quickVault();

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const { header } = scene();
const sender = account(header, me, { nonce: 3 });
const recipient = account(header, a(2));

const textOf = (id: string, origin: string | null): string =>
	offerOf(
		composeTransfer({
			...{ id, origin, sender, recipient, header },
			valueWei: 10n ** 17n,
			code: null,
			outstanding: [],
			tipWei: 1_000_000_000n,
			nowMs: (timeS + 20) * 1000,
		}),
	).order;

const hold = (
	offers: Offers,
	id: string,
	origin: string | null,
	evidence = "{}",
): string => {
	try {
		offers.hold(id, textOf(id, origin), evidence);
		return "held";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};
const site = (i: number): string => `https://s${i}.example`;

/** As many orders of sites as it takes. */
const fill = (offers: Offers, evidence?: string): void => {
	for (let i = 0; i < 40; i++)
		if (hold(offers, `site ${i}`, site(i), evidence) === "too-many") return;
	throw new Error("there is no bound");
};
const sign = (offers: Offers, id: string, nonce: number): void => {
	const offer = offers.get(id);
	if (offer === undefined) throw new Error(`no ${id}`);
	const signed = { raw: h(nonce), hash: h(nonce), from: me, chainId: 1, nonce };
	offers.keep(offer, signed);
};

describe("orders of sites", () => {
	test("never leave the person's own without room", () => {
		const offers = openOffers();
		for (let i = 0; i < 8; i++) {
			expect(hold(offers, `old ${i}`, null)).toBe("held");
			sign(offers, `old ${i}`, i);
		}
		fill(offers);
		for (let i = 0; i < 8; i++)
			expect(hold(offers, `own ${i}`, null)).toBe("held");
		// and theirs are held in the end as well
		expect(hold(offers, "one more", null)).toBe("too-many");
		expect(hold(offers, "site 0", site(0), "{ }")).toBe("held");
	});

	test("never fill with their evidence what the person's own needs", () => {
		const offers = openOffers();
		const evidence = " ".repeat(16_000_000);
		fill(offers, evidence);
		expect(hold(offers, "own", null, evidence)).toBe("held");
	});

	test("that cannot be read are nobody's own", () => {
		const offers = openOffers();
		const taken = () => {
			for (let i = 0; i < 40; i++)
				try {
					offers.hold(`${i}`, `{"origin":null,"n":${i}}`, "{}");
				} catch {
					return i;
				}
			return 40;
		};
		expect(taken()).toBeLessThan(16);
		expect(hold(offers, "own", null)).toBe("held");
	});

	test("never use up the ids, and what is held is offered again whatever was used up", () => {
		const offers = openOffers();
		expect(hold(offers, "own 0", null)).toBe("held");
		const order = textOf("any", site(1));
		let ids = 0;
		for (; ids < 20_000; ids++)
			try {
				offers.hold(`site ${ids}`, order, "{}");
				offers.drop(`site ${ids}`);
			} catch {
				break;
			}
		expect(ids).toBeLessThan(10_000);
		expect(hold(offers, "own 1", null)).toBe("held");
		expect(hold(offers, "own 0", null, "{ }")).toBe("held");
	});
});
