// Every screen as it is shipped, in Chromium: nothing runs over at 360 px, everything has a name, can be read and reached,
// and nothing moves when no motion is asked for.

import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./axe.ts";
import { shots } from "./shots.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage?.close();
});

/** Elements that reach over the right edge, and whether the page scrolls sideways. */
const overflow = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() => {
		const out: string[] = [];
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth > wide) out.push("page scrolls");
		for (const element of document.querySelectorAll<HTMLElement>("body *")) {
			if (element.closest(".unseen") !== null) continue;
			const box = element.getBoundingClientRect();
			if (box.width > 0 && box.right > wide + 0.5)
				out.push(`${element.className || element.tagName}: ${box.right}`);
			if (
				element.scrollWidth > element.clientWidth + 1 &&
				["auto", "scroll"].includes(getComputedStyle(element).overflowX)
			)
				out.push(`${element.className || element.tagName} scrolls sideways`);
		}
		return out;
	});

/** Texts whose contrast with what lies behind them is below 4.5 (3 for large text). */
const faint = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() => {
		type Rgb = readonly [number, number, number, number];
		const canvas = document.createElement("canvas");
		canvas.width = canvas.height = 1;
		const brush = canvas.getContext("2d", { willReadFrequently: true });
		const known = new Map<string, Rgb>();
		const rgb = (color: string): Rgb => {
			const before = known.get(color);
			if (before !== undefined) return before;
			if (brush === null) throw new TypeError("no canvas");
			brush.clearRect(0, 0, 1, 1);
			brush.fillStyle = color;
			brush.fillRect(0, 0, 1, 1);
			const [r = 0, g = 0, b = 0, a = 0] = brush.getImageData(0, 0, 1, 1).data;
			const found: Rgb = [r, g, b, a / 255];
			known.set(color, found);
			return found;
		};
		const light = ([r, g, b]: Rgb): number => {
			const [x, y, z] = [r, g, b].map((part) => {
				const share = part / 255;
				return share <= 0.04045
					? share / 12.92
					: ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * (x ?? 0) + 0.7152 * (y ?? 0) + 0.0722 * (z ?? 0);
		};
		const background = (from: Element): Rgb => {
			for (let at: Element | null = from; at !== null; at = at.parentElement) {
				const found = rgb(getComputedStyle(at).backgroundColor);
				if (found[3] > 0.99) return found;
			}
			return [255, 255, 255, 1];
		};
		const out: string[] = [];
		const walker = document.createTreeWalker(
			document.body,
			NodeFilter.SHOW_TEXT,
		);
		for (
			let node = walker.nextNode();
			node !== null;
			node = walker.nextNode()
		) {
			const text = (node.textContent ?? "").trim();
			const element = node.parentElement;
			if (text === "" || element === null) continue;
			if (element.closest(".unseen, script, style, [hidden]") !== null)
				continue;
			const style = getComputedStyle(element);
			const color = rgb(style.color);
			const [a, b] = [light(color), light(background(element))];
			const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			const size = Number.parseFloat(style.fontSize);
			const large =
				size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
			if (ratio < (large ? 3 : 4.5))
				out.push(`"${text.slice(0, 40)}": ${ratio.toFixed(2)}`);
		}
		return out;
	});

/** A page shows many scenes, one after the other: one session for all of them. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();
const sessionOf = (page: Page): Promise<CDPSession> => {
	const found = sessions.get(page) ?? page.context().newCDPSession(page);
	sessions.set(page, found);
	return found;
};

/** What the browser would tell a screen reader of everything one can act on. */
const nameless = async (page: Page): Promise<readonly string[]> => {
	const session = await sessionOf(page);
	const { nodes } = await session.send("Accessibility.getFullAXTree");
	const acts = [
		"button",
		"link",
		"textbox",
		"checkbox",
		"radio",
		"progressbar",
		"DisclosureTriangle",
		"group",
		"navigation",
	];
	return nodes
		.filter(
			({ ignored, role, name }) =>
				!ignored &&
				acts.includes(String(role?.value)) &&
				String(name?.value ?? "").trim() === "",
		)
		.map(({ role, nodeId }) => `${role?.value} ${nodeId}`);
};

/** What the Tab key does not reach of what can be acted on, and what it reaches without a mark one can see. */
const unreached = async (page: Page): Promise<readonly string[]> => {
	const count = await page.evaluate(() => {
		let marked = 0;
		for (const element of document.querySelectorAll<HTMLElement>(
			"button:not(:disabled), a[href], input:not(:disabled), [tabindex='0']",
		)) {
			const hidden = element.closest("[hidden]") !== null;
			const radio =
				element instanceof HTMLInputElement && element.type === "radio";
			// Of a group of radio buttons Tab reaches one; the arrows do the rest.
			const stands =
				radio &&
				!element.checked &&
				document.querySelector(`input[name="${element.name}"]:checked`) !==
					null;
			const later =
				radio &&
				!element.checked &&
				document.querySelector(`input[name="${element.name}"]`) !== element;
			if (hidden || stands || later) continue;
			element.dataset.tab = String(marked++);
		}
		if (document.activeElement instanceof HTMLElement)
			document.activeElement.blur();
		return marked;
	});
	// each is noted as it is reached, and the keys follow each other without a word between
	await page.evaluate(() => {
		const reached: unknown[] = [];
		Reflect.set(globalThis, "reachedByTab", reached);
		document.addEventListener("focusin", ({ target }) => {
			if (!(target instanceof HTMLElement)) return;
			const { tab } = target.dataset;
			if (tab === undefined) return;
			const shown = target.closest(".file") ?? target;
			const { outlineStyle, outlineWidth } = getComputedStyle(shown);
			reached.push({
				tab,
				seen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
				what: target.getAttribute("aria-label") ?? target.textContent ?? "",
			});
		});
	});
	const session = await sessionOf(page);
	const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
	await Promise.all(
		Array.from({ length: count + 4 }, () => [
			session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...tab }),
			session.send("Input.dispatchKeyEvent", { type: "keyUp", ...tab }),
		]).flat(),
	);
	const at = await page.evaluate<
		readonly { tab: string; seen: boolean; what: string }[]
	>(() => Reflect.get(globalThis, "reachedByTab"));
	const reached = new Set(at.map((one) => one.tab));
	const dim = at
		.filter(({ seen }) => !seen)
		.map(({ what }) => `focus not seen: ${what}`);
	const missed = await page.evaluate(
		(seen) =>
			[...document.querySelectorAll<HTMLElement>("[data-tab]")]
				.filter((element) => !seen.includes(element.dataset.tab ?? ""))
				.map(
					(element) =>
						`not reached: ${element.getAttribute("aria-label") ?? element.textContent}`,
				),
		[...reached],
	);
	return [...missed, ...dim];
};

const moving = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll("*")]
			.filter((element) => {
				const { transitionDuration, animationName } = getComputedStyle(element);
				return transitionDuration !== "0s" || animationName !== "none";
			})
			.map(({ tagName }) => tagName),
	);

describe("the checks themselves", () => {
	it("refuse a page that runs over, is faint, has no names, moves and cannot be reached", async () => {
		const page = await stage.open("popup", "plain", "", {
			width: 360,
			height: 640,
		});
		try {
			await page.evaluate(() => {
				const main = document.querySelector("main");
				if (main === null) throw new TypeError("no main");
				const bad = (tag: string, style: string, text: string) => {
					const element = document.createElement(tag);
					element.style.cssText = style;
					element.textContent = text;
					main.append(element);
					return element;
				};
				bad("p", "width: 500px", "wide");
				bad("p", "color: #bbb; background: #fff", "faint");
				bad("p", "transition: all 1s", "moves");
				bad("button", "", "");
				bad("button", "outline: none", "dim").tabIndex = 0;
				bad("button", "", "left out").tabIndex = -1;
			});
			expect((await overflow(page)).join()).toMatch(/500|scrolls/);
			expect((await faint(page)).join()).toMatch(/"faint"/);
			expect(await nameless(page)).toHaveLength(1);
			const found = await axeFindings((expression) =>
				page.evaluate(expression),
			);
			expect(found.join()).toMatch(/color-contrast: .*faint/);
			expect(found.join()).toMatch(/button-name: /);
			expect(await moving(page)).toEqual(["P"]);
			const keys = (await unreached(page)).join();
			expect(keys).toMatch(/not reached: left out/);
			expect(keys).toMatch(/focus not seen: dim/);
		} finally {
			await stage.done(page);
		}
	});
});

describe.each(shots)("$name", ({ name, page: pageName, scene, route, act }) => {
	it("can be read and used by day and by night", async () => {
		const before = stage.errors.length;
		const page = await stage.open(pageName, scene, route, {
			width: 360,
			height: 640,
		});
		try {
			if (act !== undefined) {
				await act(page);
				await page.waitForTimeout(200);
			}
			for (const colorScheme of ["dark", "light"] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
				expect(await faint(page), `${name}, ${colorScheme}`).toEqual([]);
				expect(await overflow(page), `${name}, ${colorScheme}`).toEqual([]);
			}
			expect(await nameless(page), `${name} has no name`).toEqual([]);
			expect(await moving(page), `${name} moves`).toEqual([]);
			expect(
				await axeFindings((expression) => page.evaluate(expression)),
				`${name} by axe`,
			).toEqual([]);
			expect(await unreached(page), `${name} by keyboard`).toEqual([]);
			expect(stage.errors.slice(before)).toEqual([]);
		} finally {
			await stage.done(page);
		}
	});
});

/** Each screen once, however many pictures there are of it: what is clicked there is called otherwise in German. */
const german = [
	...new Map(
		shots.map((one) => [`${one.page} ${one.scene} ${one.route}`, one]),
	).values(),
];

describe.each(german)(
	"$name in German",
	({ name, page: pageName, scene, route }) => {
		it("fits a window of 320 px, and says what it is", async () => {
			const before = stage.errors.length;
			const page = await stage.open(pageName, scene, route, {
				width: 320,
				height: 640,
				language: "de-DE",
			});
			try {
				expect(await page.evaluate(() => document.documentElement.lang)).toBe(
					"de",
				);
				expect(await overflow(page), name).toEqual([]);
				expect(await nameless(page), `${name} has no name`).toEqual([]);
				expect(stage.errors.slice(before)).toEqual([]);
			} finally {
				await stage.done(page);
			}
		});
	},
);

describe("what the registry says of a call", () => {
	it("is said in German, and what has no German is marked as English", async () => {
		const page = await stage.open("approve", "call-registry", "", {
			width: 360,
			height: 640,
			language: "de-DE",
		});
		try {
			const text = await page.locator("body").textContent();
			for (const said of [
				"Aus einem Markt von Morpho leihen",
				"Empfänger",
				"Art des Zinses",
				"fest (1)",
			])
				expect(text).toContain(said);
			expect(
				await page.locator('[lang="en"]:not(html)').allInnerTexts(),
			).toEqual(["Feed the dog"]);
		} finally {
			await stage.done(page);
		}
	});
});

describe("a button that cannot be pressed", () => {
	it("can be read with the pointer on it", async () => {
		const page = await stage.open("popup", "plain", "send", {
			width: 360,
			height: 640,
		});
		try {
			const button = page.locator("footer button.main");
			expect(await button.isDisabled()).toBe(true);
			await button.hover({ force: true });
			for (const colorScheme of ["dark", "light"] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
				expect(await faint(page)).toEqual([]);
			}
		} finally {
			await stage.done(page);
		}
	});
});

describe("a screen reader is told, in order,", () => {
	/** What it is told of a page: roles and names, one after the other. */
	const told = async (name: string): Promise<string> => {
		const one = shots.find((each) => each.name === name);
		if (one === undefined) throw new TypeError(`no picture ${name}`);
		const page = await stage.open(one.page, one.scene, one.route, {
			width: 360,
			height: 640,
		});
		try {
			await one.act?.(page);
			return await page.locator("body").ariaSnapshot();
		} finally {
			await stage.done(page);
		}
	};
	/** Those of the parts that do not come after the one before. */
	const missing = (
		snapshot: string,
		parts: readonly string[],
	): readonly string[] => {
		let at = 0;
		return parts.filter((part) => {
			const found = snapshot.indexOf(part, at);
			if (found >= 0) at = found + part.length;
			return found < 0;
		});
	};

	it("finds no order in parts that stand otherwise", () => {
		expect(missing("a b c", ["a", "c"])).toEqual([]);
		expect(missing("a b c", ["c", "a"])).toEqual(["a"]);
	});

	it("where it is in setting up, and what each endpoint is for", async () => {
		const snapshot = await told("new-endpoints");
		expect(
			missing(snapshot, [
				'navigation "Steps"',
				'button "Step 1 of 5: Network, done"',
				'button "Step 2 of 5: Endpoints"',
				'button "Step 3 of 5: Key" [disabled]',
				'heading "Who should Sextant ask?" [level=1]',
				'button "Another network"',
				'region "Ethereum"',
				'heading "Ethereum" [level=2]',
				'button "Add: beacon endpoint of Ethereum"',
				'button "Add: execution endpoint of Ethereum"',
				'region "OP Mainnet"',
				'button "Continue with these 0" [disabled]',
			]),
			snapshot,
		).toEqual([]);
	});

	it("that the words of a key are shown, each in its place, and what not to do with them", async () => {
		const snapshot = await told("new-keys-show");
		expect(
			missing(snapshot, [
				'heading "Key" [level=1]',
				"Write them on paper, in this order.",
				'list "The words, in order"',
				"listitem",
				"Do not photograph or copy them.",
				'button "Back"',
				'button "They are on paper"',
			]),
			snapshot,
		).toEqual([]);
	});

	it("what is sent, to whom, and what it comes to, before the button that makes the order", async () => {
		const snapshot = await told("send");
		expect(
			missing(snapshot, [
				'button "Back"',
				'heading "Send" [level=1]',
				'group "What"',
				'radio "ETH" [checked]',
				'textbox "To": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"',
				"You have sent to it once from this wallet.",
				'textbox "Amount in ETH": "0.5"',
				'button "Max: send the most that can be sent"',
				"0.5 ETH, and the fee on top",
				"proved, final",
				'button "Make the order"',
			]),
			snapshot,
		).toEqual([]);
	});

	it("who wants an order, what leaves, what it costs and what is not known, before no and yes", async () => {
		const snapshot = await told("approve");
		expect(
			missing(snapshot, [
				'heading "Send 0.5 ETH?" [level=1]',
				'region "Who wants this, not checked by the signer"',
				'region "From your account"',
				"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
				'region "What leaves, what arrives"',
				"0.5 ETH",
				"An ordinary account. It runs no code.",
				'region "What it allows later"',
				'region "What it costs at most"',
				"term: Leaves at most",
				"0.500504 ETH",
				'region "What it rests on, and how old that is"',
				'region "What could not be known"',
				"Who holds the key to the address.",
				'region "The engine\'s word, not checked by the signer"',
				'button "Refuse"',
				'button "Send 0.5 ETH"',
			]),
			snapshot,
		).toEqual([]);
	});
});
