// The five states of an order as a short line with knots.

import type { OrderView } from "../../../src/protocol/views.ts";
import { journey, journeyOf, orderStateSays } from "../words.ts";

export const Journey = ({
	order,
}: {
	readonly order: Pick<OrderView, "state" | "hash">;
}) => {
	const { reached, broken } = journeyOf(order);
	return (
		<div class="journey">
			<ol aria-label="How far this order is">
				{journey.map((state, i) => {
					const place =
						i < reached - (broken ? 0 : 1)
							? "done"
							: i === reached - 1
								? "here"
								: broken && i === reached
									? "broke"
									: "ahead";
					return (
						<li
							key={state}
							class={place === "here" && state === "final" ? "done" : place}
							aria-current={place === "here" ? "step" : undefined}
						>
							<span>{place === "broke" ? order.state : state}</span>
							<span class="unseen">
								{place === "done"
									? ", done"
									: place === "here"
										? ", reached"
										: place === "broke"
											? ", ended here"
											: ", not yet"}
							</span>
						</li>
					);
				})}
			</ol>
			<p>{orderStateSays[order.state]}</p>
		</div>
	);
};
