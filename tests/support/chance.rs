//! Chance that is the same for the same seed: what invents files, and what damages them.
#![allow(dead_code)]

/// Numbers that are the same for the same seed (splitmix64).
pub struct Chance(u64);

impl Chance {
    /// That of a seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// That of one file of a seed.
    pub const fn of_file(seed: u64, number: u64) -> Self {
        let mut own = Self(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        own.next();
        own
    }

    /// The next, of 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; nought where the bound is.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    /// True one time in so many.
    pub fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    /// One of a list.
    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}
