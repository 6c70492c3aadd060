// What every screen shares: the two callers, the newest view, the state of the keys, a clock. Knows no screen.

import { type ComponentChildren, createContext } from "preact";
import {
	useCallback,
	useContext,
	useEffect,
	useMemo,
	useRef,
	useState,
} from "preact/hooks";
import type { Decoded } from "../../src/base/decode.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import type { keyStatus } from "../../src/protocol/methods.ts";
import type { WalletView } from "../../src/protocol/views.ts";
import type { Wallet } from "./connect.ts";
import { markOnce } from "./marks.ts";

export type KeyStatus = Decoded<typeof keyStatus>;

type Shared = {
	readonly wallet: Wallet;
	readonly view: WalletView;
	readonly status: KeyStatus;
	/** Why the newest view could not be fetched; the view shown is then an older one. */
	readonly lost: Fault | null;
	/** Asks for the view and the state of the keys again, now. */
	readonly refresh: () => Promise<void>;
	/** The engine's time now, Unix milliseconds: its clock at the last view, plus what passed since. */
	readonly nowMs: () => number;
};

const context = createContext<Shared | null>(null);

export const useShared = (): Shared => {
	const shared = useContext(context);
	if (shared === null) throw new TypeError("a screen stands outside <Live>");
	return shared;
};

/** What the signer does brings a view, and it is asked at each. Beyond that it is asked from time to time, for one that has died. */
const pollMs = 15_000;
/** A dead background is back within this time as a rule; only then is it worth a word. */
const patienceMs = 2_500;

/** The newest view, and the engine's time by it. */
const useNewest = () => {
	const [view, setView] = useState<WalletView | null>(null);
	const read = useRef({ nowMs: 0, atMs: 0 });
	const take = useCallback((next: WalletView) => {
		// An answer may be overtaken by an event: the later one of the engine's clock holds.
		if (next.nowMs < read.current.nowMs) return;
		read.current = { nowMs: next.nowMs, atMs: performance.now() };
		setView(next);
	}, []);
	const nowMs = useCallback(
		() => read.current.nowMs + (performance.now() - read.current.atMs),
		[],
	);
	return { view, take, nowMs };
};

const isSameStatus = (one: KeyStatus | null, other: KeyStatus): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

/** The state of the keys, as the signer tells it when it is asked. */
const useKeyStatus = (wallet: Wallet, onLost: (fault: Fault) => void) => {
	const [status, setStatus] = useState<KeyStatus | null>(null);
	const ask = useCallback(async () => {
		try {
			const next = await wallet.keys("keys.status", undefined);
			// what follows is no work of the password's
			if (next.unlocked) markOnce("key-open");
			// what says the same draws nothing anew
			setStatus((known) => (isSameStatus(known, next) ? known : next));
		} catch (thrown) {
			// Unknown is locked: a signer that does not answer signs nothing.
			setStatus((known) => known && { ...known, unlocked: false });
			onLost(asFault(thrown));
		}
	}, [wallet, onLost]);
	return { status, ask };
};

/** Keeps `lost` as the connection is: a short break is worth no word. @returns a function that stops it */
const hearConnection = (
	wallet: Wallet,
	setLost: (lost: Fault | null) => void,
): (() => void) => {
	let patience: ReturnType<typeof setTimeout> | undefined;
	const stop = wallet.onConnection((state) => {
		clearTimeout(patience);
		if (state === "open") setLost(null);
		else if (state === "gone")
			setLost(new Fault("unreachable", "the extension was replaced"));
		else
			patience = setTimeout(
				() => setLost(new Fault("unreachable", "the engine is being opened")),
				patienceMs,
			);
	});
	return () => {
		stop();
		clearTimeout(patience);
	};
};

/** All of it, kept new for as long as the screens are there; null before the first view and the first state of the keys. */
const useLive = (
	wallet: Wallet,
): { readonly shared: Shared | null; readonly lost: Fault | null } => {
	const [lost, setLost] = useState<Fault | null>(null);
	const { view, take, nowMs } = useNewest();
	const { status, ask: askStatus } = useKeyStatus(wallet, setLost);
	const refresh = useCallback(async (): Promise<void> => {
		await Promise.all([
			wallet.engine("view.get", undefined).then(take, (thrown: unknown) => {
				setLost(asFault(thrown));
			}),
			askStatus(),
		]);
	}, [wallet, take, askStatus]);

	useEffect(() => {
		const stopViews = wallet.onView((next) => {
			take(next);
			void askStatus();
		});
		const stopConnection = hearConnection(wallet, setLost);
		void refresh();
		const timer = setInterval(() => {
			if (document.visibilityState === "visible") void askStatus();
		}, pollMs);
		return () => {
			stopViews();
			stopConnection();
			clearInterval(timer);
		};
	}, [wallet, take, askStatus, refresh]);

	const shared = useMemo(
		() =>
			view === null || status === null
				? null
				: { wallet, view, status, lost, refresh, nowMs },
		[wallet, view, status, lost, refresh, nowMs],
	);
	return { shared, lost };
};

/**
 * Holds the newest view and the state of the keys for the screens inside. Before the first of both `before` is drawn,
 * with the fault when there is one.
 */
export const Live = ({
	wallet,
	before,
	children,
}: {
	readonly wallet: Wallet;
	readonly before: (lost: Fault | null) => ComponentChildren;
	readonly children: ComponentChildren;
}) => {
	const { shared, lost } = useLive(wallet);
	if (shared === null) return <>{before(lost)}</>;
	return <context.Provider value={shared}>{children}</context.Provider>;
};

/** Ages on screen grow by themselves, in steps that are rare enough to cost nothing. */
const tickMs = 10_000;
const ticking = new Set<() => void>();
let ticker: ReturnType<typeof setInterval> | undefined;
const tickAll = (): void => {
	// nobody reads a screen that is hidden
	if (document.visibilityState === "visible")
		for (const tick of [...ticking]) tick();
};
const onTick = (tick: () => void): (() => void) => {
	ticking.add(tick);
	if (ticker === undefined) {
		ticker = setInterval(tickAll, tickMs);
		document.addEventListener("visibilitychange", tickAll);
	}
	return () => {
		ticking.delete(tick);
		if (ticking.size > 0) return;
		clearInterval(ticker);
		document.removeEventListener("visibilitychange", tickAll);
		ticker = undefined;
	};
};

/** The engine's time, again every few seconds while it can be seen: all that is drawn by it is drawn at once. */
export const useNow = (): number => {
	const { nowMs } = useShared();
	const [, tick] = useState(0);
	useEffect(() => onTick(() => tick((count) => count + 1)), []);
	return nowMs();
};

export type Work = {
	readonly busy: boolean;
	readonly fault: Fault | null;
	/** Runs it unless one is running; a fault is kept for the screen. Resolves to whether it went through. */
	readonly run: (work: () => Promise<void>) => Promise<boolean>;
	readonly clear: () => void;
	/** A field's setter with which the fault goes: it was said of what stood there before. */
	readonly anew: <T>(set: (value: T) => void) => (value: T) => void;
};

/** Something a button starts: one at a time, its fault kept to be shown and never only logged. */
export const useWork = (): Work => {
	const [busy, setBusy] = useState(false);
	const [fault, setFault] = useState<Fault | null>(null);
	const running = useRef(false);
	const run = useCallback(async (work: () => Promise<void>) => {
		if (running.current) return false;
		running.current = true;
		setBusy(true);
		setFault(null);
		try {
			await work();
			return true;
		} catch (thrown) {
			setFault(asFault(thrown));
			return false;
		} finally {
			running.current = false;
			setBusy(false);
		}
	}, []);
	const clear = useCallback(() => setFault(null), []);
	const anew =
		<T,>(set: (value: T) => void) =>
		(value: T) => {
			clear();
			set(value);
		};
	return { busy, fault, run, clear, anew };
};
