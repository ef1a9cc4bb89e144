//! The page.

fn main() {
    fairload::web::start();
}
