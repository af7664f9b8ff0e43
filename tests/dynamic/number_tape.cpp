// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_number_tape)

static tg::operation const& sine() {
  return tg::operation_in<tg::ops::sin, tg::dynamic_graph>::object;
}

/// Six entries: 0 and 3 are given, 1 = sin(0), 2 = sin(1), 4 = sin(0), 5 = sin(3).
static void fill(tg::tape_memory& memory) {
  int const back[] = {0, 1, 1, 0, 4, 2};
  for (int i = 0; i < 6; ++i) {
    memory.entries.items[i] =
        back[i] == 0 ? tg::tape_entry(tg::given_constant<double>) : tg::tape_entry(sine());
    memory.entries.items[i].set_back(0, back[i]);
    memory.cells.items[i] = tg::cell_of(0.5 * i);
    memory.states.items[i] = 0;
  }
}

BOOST_AUTO_TEST_CASE(what_is_held_and_needed_is_copied_out) {
  auto const memory = std::make_unique<tg::tape_memory>();
  fill(*memory);
  memory->states.items[2] = 2 * tg::one_holder;
  memory->states.items[4] = tg::one_holder | tg::was_read;
  tg::number_tape tape(memory.get());
  BOOST_TEST(tape.pack(6));
  for (int i = 0; i < 6; ++i) memory->entries.items[i] = tg::tape_entry(tg::given_variable<float>);
  for (int const kept : {0, 1, 2, 4})
    BOOST_TEST(tg::from_cell<double>(tape.at(kept).cell) == 0.5 * kept);
  BOOST_TEST(tape.at(4).entry.back(0) == 4);
  BOOST_TEST(tape.at(4).state == (tg::one_holder | tg::was_read));
  BOOST_TEST(tape.at(0).entry.is_given());
  BOOST_TEST(!tape.release(4));
  tape.hold(2);
  for (int i = 0; i < 2; ++i) BOOST_TEST(!tape.release(2));
  BOOST_TEST(tape.release(2));
}

BOOST_AUTO_TEST_CASE(what_is_attached_goes_with_its_entry) {
  auto const memory = std::make_unique<tg::tape_memory>();
  fill(*memory);
  tg::node_pointer const leaf = tg::make_number_leaf(2.0, false);
  tg::node_pointer const other = tg::make_number_leaf(3.0, false);
  for (int const number : {0, 3}) {
    tg::node_pointer const& node = number == 0 ? leaf : other;
    node->lives.add(1);
    memory->attached.items[number] = node.get();
    memory->states.items[number] = tg::has_node;
  }
  memory->states.items[2] = tg::one_holder | tg::has_tensor;
  memory->attached.items[2] = static_cast<tg::stored_value*>(new tg::stored_tensor<double>(1.0));
  {
    tg::number_tape tape(memory.get());
    BOOST_TEST(tape.pack(6));
    BOOST_TEST((tape.at(0).node() == leaf.get()));
    BOOST_TEST((tape.at(2).node() == nullptr));
    BOOST_TEST(other->lives.now() == 1);
    BOOST_TEST(leaf->lives.now() == 2);
    BOOST_TEST(tape.release(2));
  }
  BOOST_TEST(leaf->lives.now() == 1);
}

BOOST_AUTO_TEST_CASE(sets_of_numbers) {
  for (int const last : {0, 63, 64, 127, 1000}) {
    tg::number_set set(last);
    std::vector<int> wanted;
    for (int i = last % 3; i <= last; i += 1 + i / 4) {
      BOOST_TEST(!set.has(i));
      set.add(i);
      set.add(i);
      BOOST_TEST(set.has(i));
      wanted.push_back(i);
    }
    std::vector<int> found;
    set.for_each([&](int each) { found.push_back(each); });
    BOOST_TEST(found == wanted, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_SUITE_END()
