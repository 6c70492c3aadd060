// Locking the wallet by hand.

import { useShared, useWork } from "../wallet.tsx";
import { Button } from "./basic.tsx";

/** @returns the button, and the fault that the last try ended in */
export const useLocking = (words: string) => {
	const { wallet, refresh } = useShared();
	const { busy, fault, run } = useWork();
	return {
		fault,
		button: (
			<Button
				busy={busy}
				onClick={() =>
					void run(async () => {
						await wallet.keys("keys.lock", undefined);
						await refresh();
					})
				}
			>
				{words}
			</Button>
		),
	};
};
