// Who is there to be told something: our screens, and the pages of sites.

import type { Hex } from "../base/bytes.ts";
import { toQuantity } from "../base/bytes.ts";
import type { Port } from "../protocol/channel.ts";
import type { WalletView } from "../protocol/views.ts";
import type { Page } from "./presence.ts";
import type { SiteState } from "./site-state.ts";

export type AudienceTools = {
	/** What the page sees now; null before a network is chosen. */
	readonly seen: (page: Page) => Promise<SiteState | null>;
};

/** A view as a screen has it: what it says, and when that was told. */
type ShownView = { readonly text: string; readonly atMs: number };

/** A screen hears from time to time what the engine's clock says, even where nothing else is new. */
const clockEveryMs = 30_000;

export class Audience {
	readonly #tools: AudienceTools;
	readonly #screens = new Set<Port>();
	/** What each screen was shown last. */
	#shown = new WeakMap<Port, ShownView>();
	readonly #pages = new Map<Port, Page>();
	/** What each page was told last. */
	readonly #told = new WeakMap<Port, string>();

	constructor(tools: AudienceTools) {
		this.#tools = tools;
	}

	/** Does a person look? */
	hasScreens(): boolean {
		return this.#screens.size > 0;
	}

	isThere(): boolean {
		return this.#screens.size > 0 || this.#pages.size > 0;
	}

	/** Until its port closes. */
	addScreen(port: Port, onClose: () => void): void {
		this.#screens.add(port);
		port.onClose(() => {
			this.#screens.delete(port);
			onClose();
		});
	}

	/** Until its port closes. */
	addPage(port: Port, page: Page, onClose: () => void): void {
		this.#pages.set(port, page);
		port.onClose(() => {
			this.#pages.delete(port);
			onClose();
		});
	}

	/** The next view is told, whether it says something new or not: what a screen asks elsewhere may be another. */
	tellAnew(): void {
		this.#shown = new WeakMap();
	}

	/** Each screen is told what it does not have already. @param view drawn only where a screen looks */
	show(view: () => WalletView): void {
		if (this.#screens.size === 0) return;
		const data = view();
		const { nowMs } = data;
		const text = JSON.stringify({ ...data, nowMs: 0 });
		for (const port of this.#screens) {
			const before = this.#shown.get(port);
			const isKnown =
				before?.text === text &&
				nowMs >= before.atMs &&
				nowMs < before.atMs + clockEveryMs;
			if (isKnown) continue;
			this.#shown.set(port, { text, atMs: nowMs });
			port.send({ event: "view", data });
		}
	}

	async tellPages(): Promise<void> {
		for (const [port, page] of this.#pages) await this.tellPage(port, page);
	}

	/** What each site is told without asking: its chain and its accounts, when they change. */
	async tellPage(port: Port, page: Page): Promise<void> {
		const seen = await this.#tools.seen(page);
		if (seen === null) return;
		const accounts: readonly Hex[] = seen.accounts;
		const chain = toQuantity(seen.chainId);
		page.chainId = seen.chainId;
		const news = `${chain} ${accounts.join()}`;
		if (this.#told.get(port) === news) return;
		this.#told.set(port, news);
		port.send({ event: "chainChanged", data: chain });
		port.send({ event: "accountsChanged", data: accounts });
	}
}
