import { describe, expect, it } from 'vitest';
import { createPartyPlaces } from '../../engine/party-places.ts';

describe('the cap on parties', () => {
  it('is not reached by requests that are still on their way and then refused', async () => {
    const places = createPartyPlaces();
    await places.take(2);
    await places.take(2);
    const third = places.take(2);
    places.settle(false);
    expect(await third).toBe(true);
  });

  it('is reached once every place holds something that may exist', async () => {
    const places = createPartyPlaces();
    await places.take(2);
    await places.take(2);
    const third = places.take(2);
    places.settle(true);
    places.settle(true);
    expect(await third).toBe(false);
  });

  it('lets no more creations out at once than there are places', async () => {
    const places = createPartyPlaces();
    let out = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        expect(await places.take(3)).toBe(true);
        out += 1;
        most = Math.max(most, out);
        await Promise.resolve();
        out -= 1;
        places.settle(false);
      }),
    );
    expect(most).toBe(3);
  });
});
