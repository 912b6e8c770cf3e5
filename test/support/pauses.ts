/** Watches the event loop. @returns a function that ends it, and tells for how many milliseconds no timer could fire */
export function watchPauses(): () => number {
  let last = performance.now();
  let longest = 0;
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(look, 5);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}
