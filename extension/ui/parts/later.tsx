// What one journey alone needs is loaded when that journey begins.

import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Fault } from "../../../src/base/fault.ts";
import { useWork } from "../wallet.tsx";
import { FaultNote } from "./fault.tsx";

export const Later = <T,>({
	load,
	children,
}: {
	/** The same function each time. */
	readonly load: () => Promise<T>;
	readonly children: (loaded: T) => ComponentChildren;
}) => {
	const [loaded, setLoaded] = useState<{ readonly it: T } | null>(null);
	const [fault, setFault] = useState<Fault | null>(null);
	useEffect(() => {
		let isThere = true;
		load().then(
			(it) => {
				if (isThere) setLoaded({ it });
			},
			(thrown: unknown) => {
				if (isThere) setFault(new Fault("unreachable", String(thrown)));
			},
		);
		return () => {
			isThere = false;
		};
	}, [load]);
	return (
		<>{loaded === null ? <FaultNote fault={fault} /> : children(loaded.it)}</>
	);
};

/** The same at a click: what is loaded is drawn as `loaded.of`, and where it could not be, the fault is said and a click tries again. */
export const useLater = <Props,>(load: () => Promise<ComponentType<Props>>) => {
	const { busy, fault, run } = useWork();
	const [loaded, setLoaded] = useState<{
		readonly of: ComponentType<Props>;
	} | null>(null);
	const open = () => void run(async () => setLoaded({ of: await load() }));
	return { busy, fault, loaded, open };
};
